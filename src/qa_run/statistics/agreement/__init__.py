"""Agreement of ratings: kappas and their kin, concordance, intraclass correlation, attribute agreement studies."""
