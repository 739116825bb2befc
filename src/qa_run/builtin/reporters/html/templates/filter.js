"use strict";
(() => {
  const form = document.querySelector(".filter"), field = document.getElementById("filter");
  const found = document.getElementById("found");
  const rows = [...document.querySelectorAll(".verdicts tbody tr:not(.of)")];
  let texts = null, waiting = 0;
  const show = () => {
    texts = texts || rows.map((row) => row.textContent.toLowerCase());
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let many = 0;
    rows.forEach((row, at) => {
      const there = words.every((word) => texts[at].includes(word));
      row.hidden = !there;
      many += there;
    });
    found.textContent = words.length ? many + " of " + rows.length : "";
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(show, 120); });
})();
