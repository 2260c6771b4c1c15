// The table of statements: filtered by verdict and by words, and put in order.

function startStatements(section) {
  const form = section.querySelector(".filters");
  const rows = [...section.querySelectorAll(".statement-list > li")];
  const search = form.querySelector("input[type=search]");
  const shown = form.querySelector(".shown");
  const order = form.querySelector(".order select");
  const list = section.querySelector(".statement-list");
  // A statement keeps those that say a part of it below it, wherever it goes.
  const groups = [];
  for (const row of rows) row.classList.contains("within") && groups.length ? groups[groups.length - 1].push(row) : groups.push([row]);
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

  const weight = {
    reports: ([row]) => Number(row.dataset.reports),
    lines: ([row]) => Number(row.dataset.lines),
    disputed: (group) => Number(group.some((row) => row.dataset.verdict === "disputed")),
  };

  function sort() {
    const by = weight[order.value];
    const sorted = by ? groups.map((group) => [by(group), group]).sort((one, other) => other[0] - one[0]).map(([, group]) => group) : groups;
    list.append(...sorted.flat());
  }

  order.addEventListener("change", sort);
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
