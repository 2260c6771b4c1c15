// The table of statements: filtered by verdict and by words.

function startStatements(section) {
  const form = section.querySelector(".filters");
  const rows = [...section.querySelectorAll(".statement-list > li")];
  const search = form.querySelector("input[type=search]");
  const shown = form.querySelector(".shown");
  const texts = new Map();
  form.hidden = false;

  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
    return texts.get(row);
  };

  function apply() {
    const wanted = form.querySelector("input[type=radio]:checked").value;
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits = wanted === "all" || (wanted === "shared" ? Number(row.dataset.reports) > 1 : row.dataset.verdict === wanted);
      row.hidden = !(fits && words.every((word) => textOf(row).includes(word)));
      if (!row.hidden) count += 1;
    }
    shown.textContent = `${count} of ${rows.length} shown`;
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  section.addEventListener("reveal", () => {
    form.querySelector("input[value=all]").checked = true;
    search.value = "";
    apply();
  });
  apply();
}

// Open what a link points to, even where a filter hides it.
function revealTarget(target) {
  const row = target.closest(".statement-list > li");
  if (row) {
    if (row.hidden) row.closest(".statements").dispatchEvent(new Event("reveal"));
    row.querySelector("details").open = true;
  }
  for (let around = target.parentElement; around; around = around.parentElement) {
    if (around.tagName === "DETAILS") around.open = true;
  }
}
