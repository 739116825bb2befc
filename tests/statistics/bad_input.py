"""A call that works of each public function of the statistics: where bad input starts from."""

from typing import Any

import numpy as np

from qa_run.statistics.capability import Lognormal, SpecificationLimits
from qa_run.statistics.charts import Outside, individuals_chart, phases, process_of_values, standing_of
from qa_run.statistics.sampling import Lot, Rules, plan, resumed
from qa_run.statistics.variables import variables_plan

ROW = [9.1, 10.2, 11.3, 9.9, 10.4, 10.8, 9.5, 10.1, 9.7, 10.6]
COUNTS, SIZES = [3, 1, 4, 1, 5], [50, 60, 50, 40, 55]
N, MEANS, SDS, RANGES = [5, 5, 5, 5], [10.1, 9.8, 10.3, 10.0], [1.1, 0.9, 1.3, 1.0], [2.1, 1.8, 2.6, 2.2]
LIMITS = SpecificationLimits(lower=5.0, upper=15.0, target=10.0)
PARTS, WHO = [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3], ["a", "a", "b", "b"] * 3
MEASURED = [10, 10.1, 10.05, 10.2, 12, 12.1, 12.05, 12.15, 14, 14.1, 14.2, 13.95]
RATINGS = [["a", "a", "b"], ["b", "b", "b"], ["a", "a", "a"], ["b", "a", "b"], ["a", "b", "a"], ["b", "b", "b"]]
GRADES = [[1, 2, 1], [2, 2, 3], [3, 3, 3], [4, 4, 5], [5, 4, 5], [1, 1, 2]]
ONE, TWO = ["a", "b", "a", "b", "a", "b"], ["a", "b", "b", "b", "a", "a"]
PLAN = plan(80, 3)
VARIABLES = variables_plan("H", 1.0)
CHART = individuals_chart(ROW)
SPECIFIED = {"mean": 10.0, "sigma": 1.0, "lower": 5.0, "upper": 15.0}

#: Where an answer says by NaN, as its docstring states, that something is not there.
NAN_MEANS: dict[str, tuple[str, ...]] = {
    # an index that is infinite or undefined has no interval
    "capability.cp_interval": ("estimate", "lower", "upper"),
    "capability.cpk_interval": ("estimate", "lower", "upper"),
    "capability.cpm_interval": ("estimate", "lower", "upper"),
    # a stratum that has only one of two groups, or nobody else who looked
    "comparing.reversal_of_proportions": ("signs", "differences", "adjusted"),
    "comparing.silence": ("share_of_others",),
    # nothing is decided of a sample that is too small
    "variables.judge_by_variables": ("quality_lower", "estimated.below", "estimated.above", "estimated.total"),
}

_COUNTED = {"count": COUNTS, "n": SIZES}
_STUDY = {"part": PARTS, "operator": WHO, "value": MEASURED}
_NESTED = {**_STUDY, "part": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6], "operator": ["a"] * 6 + ["b"] * 6}
_STRATA = {"n": [5, 6, 7], "mean": [10.0, 10.5, 9.8], "sd": [1.0, 1.2, 0.9]}
_SHARES = {"first": (3, 50), "second": (5, 60)}
_TWO_MEANS = {"first": (5, 10.0, 1.0), "second": (6, 10.5, 1.2)}
_TERMS = {"coefficients": [1.0, -0.5], "mean_squares": [5.0, 2.0], "df": [9.0, 18.0]}
_PAIR = {"first": ONE, "second": TWO}
_WITHIN = {"values": ROW, "limits": LIMITS}
_RISKS = {"producer": (0.01, 0.95), "consumer": (0.08, 0.10)}
_POINTS = {"n": N, "means": MEANS}

GOOD: dict[str, dict[str, Any]] = {
    "agreement.attribute_agreement": {"item": [1, 1, 2, 2], "appraiser": ["A", "B"] * 2, "rating": list("aabb")},
    "agreement.brennan_prediger": {"ratings": RATINGS},
    "agreement.cohen_kappa": _PAIR,
    "agreement.cohen_kappa_of_table": {"table": [[20, 5], [10, 15]]},
    "agreement.conger_kappa": {"ratings": RATINGS},
    "agreement.decision_errors": {"standard": list("aabbab"), "rating": list("abbbab"), "nonconforming": "b"},
    "agreement.fleiss_kappa": {"ratings": RATINGS},
    "agreement.fleiss_kappa_weighted": {"ratings": GRADES, "weights": "linear"},
    "agreement.gwet_ac": {"ratings": RATINGS},
    "agreement.intraclass_correlation": {"ratings": GRADES},
    "agreement.kendall_tau": {"first": [1, 2, 3, 4, 5], "second": [1, 3, 2, 4, 5]},
    "agreement.kendall_w": {"ratings": GRADES},
    "agreement.krippendorff_alpha": {"ratings": RATINGS},
    "agreement.light_kappa": {"ratings": RATINGS},
    "agreement.percent_agreement": {"ratings": RATINGS},
    "agreement.weights_of": {"categories": ["1", "2", "3"], "weights": "linear"},
    "capability.box_cox": {"values": ROW},
    "capability.box_cox_study": _WITHIN,
    "capability.boyles_degrees_of_freedom": {"n": 20, "mean": 10.0, "sigma": 1.0, "target": 10.2},
    "capability.cp": {"lower": 5.0, "upper": 15.0, "sigma": 1.0},
    "capability.cp_interval": {"index": 1.3, "degrees_of_freedom": 20},
    "capability.cpk": SPECIFIED,
    "capability.cpk_interval": {"index": 1.3, "n": 20},
    "capability.cpkm": {**SPECIFIED, "target": 10.2},
    "capability.cpl": {"mean": 10.0, "sigma": 1.0, "lower": 5.0},
    "capability.cpm": {**SPECIFIED, "target": 10.2},
    "capability.cpm_interval": {"index": 1.3, "degrees_of_freedom": 20},
    "capability.cpm_star": {**SPECIFIED, "target": 10.2},
    "capability.cpu": {"mean": 10.0, "sigma": 1.0, "upper": 15.0},
    "capability.empirical_indices": {"values": list(range(1, 1001)), "limits": LIMITS},
    "capability.expected": {"mean": 10.0, "sigma": 1.0, "limits": LIMITS},
    "capability.fitted_study": {**_WITHIN, "family": "lognormal", "replicates": 99},
    "capability.goodness_of_fit": {"values": np.array(ROW), "fitted": Lognormal.fit(np.array(ROW)), "replicates": 99},
    "capability.k": {"mean": 10.0, "lower": 5.0, "upper": 15.0},
    "capability.observed": _WITHIN,
    "capability.observed_from": {"below": 1, "above": 2, "n": 50},
    "capability.percentile_indices": {"low": 8.0, "median": 10.0, "high": 12.0, "limits": LIMITS},
    "capability.performance": {"letter": "P", "n": 20, "mean": 10.0, "sigma": 1.0, "limits": LIMITS},
    "capability.root_mean_square": {"mean": 10.0, "sigma": 1.0, "target": 10.2},
    "capability.sigma_level": {"z": 3.0},
    "capability.study": _WITHIN,
    "capability.study_from": {"n": 20, "mean": 10.0, "limits": LIMITS, "sigma_overall": 1.0},
    "capability.z_bench": {"z_lower": 3.0, "z_upper": 2.5},
    "charts.binomial_overdispersion": _COUNTED,
    "charts.c_chart": {"count": COUNTS},
    "charts.cusum_arl": {"allowance": 0.5, "decision_interval": 4.0},
    "charts.cusum_chart": {"means": ROW, "sigma": 1.0},
    "charts.cusum_decision_interval": {"allowance": 0.5, "arl": 370.0},
    "charts.ewma_arl": {"weight": 0.2, "width": 2.8},
    "charts.ewma_chart": {"means": ROW, "sigma": 1.0},
    "charts.ewma_width": {"weight": 0.2, "arl": 370.0},
    "charts.factors": {"n": 5},
    "charts.flagged": {"chart": CHART, "rules": [Outside()]},
    "charts.flagged_on_each": {"charts": [CHART, CHART], "rules": [Outside()]},
    "charts.g_chart": {"gaps": [10, 20, 15, 8]},
    "charts.individuals_and_moving_ranges": {"values": ROW},
    "charts.individuals_chart": {"values": ROW},
    "charts.laney_p_chart": _COUNTED,
    "charts.laney_u_chart": _COUNTED,
    "charts.moving_range_chart": {"values": ROW},
    "charts.np_chart": _COUNTED,
    "charts.oc_c": {"c": 3.0, "lower": 0.0, "upper": 8.0},
    "charts.oc_p": {"p": 0.1, "n": 50, "lower": 0.0, "upper": 0.2},
    "charts.oc_xbar": {"shift": 1.0, "n": 5},
    "charts.p_chart": _COUNTED,
    "charts.phases": {"labels": ["a"] * 5 + ["b"] * 5, "draw": lambda which: individuals_chart(np.array(ROW)[which])},
    "charts.poisson_overdispersion": {"count": COUNTS},
    "charts.process_of_subgroups": {"values": np.arange(24.0).reshape(4, 3, 2) ** 1.1 % 7},
    "charts.process_of_values": {"values": np.arange(20.0).reshape(10, 2) ** 1.3 % 7},
    "charts.r_chart": {"n": N, "ranges": RANGES},
    "charts.run_chart": {"values": ROW},
    "charts.runs_about": {"values": ROW, "centre": 10.0},
    "charts.s_chart": {"n": N, "sds": SDS},
    "charts.shewhart_arl": {"nsigmas": 3.0, "shift": 1.0, "n": 4},
    "charts.signals": {"chart": CHART, "rules": [Outside()]},
    "charts.signals_among": {"points": standing_of(CHART), "rules": [Outside()]},
    "charts.signals_of": {
        "parts": phases(["a"] * 5 + ["b"] * 5, lambda which: individuals_chart(np.array(ROW)[which])),
        "rules": [Outside()],
    },
    "charts.standing": {"statistic": np.array(ROW), "centre": np.full(10, 10.0), "zone": np.full(10, 1.0),
        "outside": np.zeros((2, 10), dtype=bool),},
    "charts.standing_of": {"chart": CHART},
    "charts.stretches": {"labels": ["a", "a", "b"]},
    "charts.t2_chart": {
        "means": np.arange(20.0).reshape(10, 2) ** 1.3 % 7,
        "process": process_of_values(np.arange(20.0).reshape(10, 2) ** 1.3 % 7),
    },
    "charts.t_chart": {"times": [3.0, 5.0, 2.0, 8.0]},
    "charts.u_chart": _COUNTED,
    "charts.xbar_chart": {**_POINTS, "sigma": 1.0},
    "charts.xbar_r": {**_POINTS, "ranges": RANGES},
    "charts.xbar_s": {**_POINTS, "sds": SDS},
    "charts.xbar_s_by_factors": {**_POINTS, "sds": SDS},
    "comparing.adjusted_p_values": {"p_values": [0.01, 0.2, 0.03]},
    "comparing.difference_of_means": _TWO_MEANS,
    "comparing.difference_of_medians": {"first": ROW, "second": [each + 1 for each in ROW[:7]]},
    "comparing.difference_of_proportions": _SHARES,
    "comparing.equivalence_of_means": {**_TWO_MEANS, "margin": 2.0},
    "comparing.equivalence_of_proportions": {**_SHARES, "margin": 0.2},
    "comparing.funnel_of_means": _STRATA,
    "comparing.funnel_of_proportions": _COUNTED,
    "comparing.homogeneity": {"table": [[20, 5], [10, 15]]},
    "comparing.homogeneity_of_proportions": _COUNTED,
    "comparing.kruskal_wallis": {"values": ROW, "strata": list("aaaabbbccc")},
    "comparing.least_for_median": {"confidence": 0.95},
    "comparing.level_of_each": {"level": 0.05, "comparisons": 10},
    "comparing.one_way_anova": _STRATA,
    "comparing.reversal_of_proportions": {
        "count_first": [81, 192], "n_first": [87, 263], "count_second": [234, 55], "n_second": [270, 80],
    },
    "comparing.silence": _COUNTED,
    "comparing.two_by_two": _SHARES,
    "comparing.welch_anova": _STRATA,
    "comparing.widest_difference_of_means": _STRATA,
    "comparing.widest_difference_of_medians": {"strata": [ROW, [each + 1 for each in ROW]]},
    "comparing.widest_difference_of_proportions": _COUNTED,
    "describing.anderson_darling": {"values": ROW},
    "describing.lilliefors": {"values": ROW},
    "describing.longest_run": {"values": ROW},
    "describing.longest_run_chance": {"length": 3, "n": 20, "frequencies": [0.5, 0.25, 0.25]},
    "describing.quantiles": {"values": ROW, "proportions": [0.1, 0.5]},
    "describing.shapiro_wilk": {"values": ROW},
    "describing.summary": {"values": ROW},
    "intervals.distribution_free_size": {"coverage": 0.9},
    "intervals.distribution_free_tolerance_interval": {"values": list(range(1, 101)), "coverage": 0.9},
    "intervals.mean_interval": {"n": 10, "mean": 10.0, "sd": 1.0},
    "intervals.net_share_interval": {"plus": [4, 9], "minus": [2, 1], "n": [10, 20]},
    "intervals.normal_tolerance_interval": {"n": 10, "mean": 10.0, "sd": 1.0, "coverage": 0.9},
    "intervals.proportion_interval": {"count": [1, 2], "n": [10, 20]},
    "intervals.quantile_interval": {"values": ROW, "proportion": 0.5},
    "intervals.rate_interval": {"count": [1, 2], "exposure": [10.0, 20.0]},
    "intervals.sample_correction_factor": {"n": [10, 20]},
    "intervals.sample_error_limit": {"n": [10, 20], "sd": [1.0, 2.0]},
    "intervals.sigma_interval": {"n": 10, "sd": 1.0},
    "intervals.tolerance_factor": {"n": 10, "coverage": 0.9, "confidence": 0.95},
    "measuring.bias": {"values": ROW, "reference": 10.0},
    "measuring.gage_rr_average_range": _STUDY,
    "measuring.gage_rr_crossed": _STUDY,
    "measuring.gage_rr_nested": _NESTED,
    "measuring.gage_rr_unbalanced": _STUDY,
    "measuring.linearity": {"reference": [2, 2, 4, 4, 6, 6], "value": [2.1, 1.9, 4.1, 3.9, 6.2, 6.0]},
    "measuring.mls_interval": _TERMS,
    "measuring.mls_ratio_interval": {
        "numerator": [1.0, -1.0], "denominator": [0.0, 1.0], "mean_squares": [5.0, 2.0], "df": [9.0, 18.0],
    },
    "measuring.satterthwaite_df": _TERMS,
    "measuring.satterthwaite_interval": _TERMS,
    "measuring.stability": {"occasion": [1, 1, 2, 2, 3, 3], "value": [2.1, 1.9, 2.2, 2.0, 1.8, 2.1]},
    "measuring.type_1": {"values": ROW, "reference": 10.0, "tolerance": 20.0},
    "sampling.acceptance_probability": {"plan": PLAN, "quality": [0.01, 0.05]},
    "sampling.after": {"state": resumed(), "lot": Lot(accepted=True), "rules": Rules()},
    "sampling.allocation": {"sizes": {"a": 50, "b": 70}, "n": 10},
    "sampling.average_outgoing_quality": {"plan": PLAN, "quality": [0.01, 0.05], "lot_size": 1200},
    "sampling.average_outgoing_quality_limit": {"plan": PLAN, "lot_size": 1200},
    "sampling.average_sample_number": {"plan": PLAN, "quality": [0.01, 0.05]},
    "sampling.average_total_inspection": {"plan": PLAN, "quality": [0.01, 0.05], "lot_size": 1200},
    "sampling.characteristics": {"plan": PLAN, "lot_size": 1200},
    "sampling.code_letter": {"lot_size": 1200},
    "sampling.code_letters": {"lot_sizes": [1200, 50]},
    "sampling.decide": {"plan": PLAN, "counts": [2]},
    "sampling.decide_lots": {"plan": PLAN, "inspected": [80, 70], "nonconforming": [1, 5]},
    "sampling.decide_pooled": {"plan": PLAN, "inspected": 80, "nonconforming": 1},
    "sampling.drawn": {"items": ["a", "b", "c"], "n": 2, "seed": "s"},
    "sampling.drawn_by_strata": {"strata": {"a": ["1", "2"], "b": ["3", "4"]}, "n": 2, "seed": "s"},
    "sampling.find": {"aql": 1.0, "lot_size": 1200},
    "sampling.history": {"lots": [Lot(accepted=True)] * 3},
    "sampling.ltpd_plan": {"ltpd": 0.05},
    "sampling.new_seed": {},
    "sampling.operating_characteristic": {"plan": PLAN, "quality": [0.01, 0.05]},
    "sampling.plan": {"n": 80, "ac": 3},
    "sampling.quality_accepted": {"plan": PLAN, "probability": 0.5},
    "sampling.resumed": {},
    "sampling.table_plan": {"letter": "J", "aql": 1.0},
    "sampling.two_point_plan": _RISKS,
    "sampling.zero_acceptance_plan": {"ltpd": 0.05},
    "spread.by_size": {"constant": lambda n: 1.0 * n, "n": np.array(N, dtype=float)},
    "spread.c4": {"n": 5},
    "spread.c5": {"n": 5},
    "spread.d2": {"n": 5},
    "spread.d2_star": {"n": 5, "groups": 3},
    "spread.d3": {"n": 5},
    "spread.d4": {"n": 5},
    "spread.moving_ranges": {"values": ROW},
    "spread.of_groups": {"values": ROW, "subgroup": [1, 1, 1, 2, 2, 2, 3, 3, 3, 3]},
    "spread.of_rows": {"values": np.array(ROW).reshape(5, 2)},
    "spread.range_cdf": {"w": np.array([2.0, 3.0]), "n": 5},
    "spread.sigma_of_moving_ranges": {"values": ROW},
    "spread.sigma_of_ranges": {"n": N, "ranges": RANGES},
    "spread.sigma_of_sds": {"n": N, "sds": SDS},
    "spread.sigma_overall": {"values": ROW},
    "variables.acceptability_constant": {"n": 20, "maximum": 0.03},
    "variables.acceptance_probability": {"proportion": [0.01, 0.05], "n": 20, "k": 1.8},
    "variables.code_letter": {"lot_size": 1200},
    "variables.estimated_nonconforming": {"n": 20, "mean": 10.0, "sd": 1.0, "lower": 8.0},
    "variables.find_variables_plan": _RISKS,
    "variables.given_variables_plan": {"n": 20, "k": 1.8},
    "variables.judge_by_variables": {"plan": VARIABLES, "n": VARIABLES.n, "mean": 10.0, "sd": 1.0, "lower": 8.0},
    "variables.maximum_nonconforming": {"n": 20, "k": 1.8},
    "variables.quality_accepted": {"chance": 0.5, "n": 20, "k": 1.8},
    "variables.variables_plan": {"letter": "H", "aql": 1.0},
}  # fmt: skip
