// What every page of the room can do with a script; each part looks for what it serves.
"use strict";

// A list that answers as one types: the server fills it, this only asks again.
function startFinder(form) {
  const target = document.querySelector(form.dataset.live);
  let waiting = 0;
  let asked = 0;
  const ask = async () => {
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const address = `${form.getAttribute("action")}?${fields}`;
    const turn = ++asked;
    try {
      const answer = await fetch(address, { headers: { "x-part": "rows" } });
      const text = await answer.text();
      if (turn !== asked || !answer.ok) return;
      target.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
      history.replaceState(null, "", address);
    } catch { /* the server is gone; sending the form will say so */ }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 180);
  });
}

// Long work: ask after it until it is over; its page then leads to what came of it.
function startJob(box) {
  const what = box.querySelector(".what");
  const share = box.querySelector(".share");
  const bar = box.querySelector("progress");
  if (["done", "failed"].includes(box.dataset.state)) return;
  const ask = async () => {
    try {
      const answer = await fetch(box.dataset.job);
      const job = await answer.json();
      if (!answer.ok || job.state === "done" || job.state === "failed") {
        location.reload();
        return;
      }
      what.textContent = job.what || "Waiting for its turn";
      share.textContent = job.total ? `: ${job.done} of ${job.total}` : "";
      if (job.total) { bar.max = job.total; bar.value = job.done; }
    } catch { what.textContent = "The server does not answer"; }
    setTimeout(ask, 700);
  };
  setTimeout(ask, 400);
}

// Files dropped on the form are those of its own field; folders are walked.
function startDrop(form) {
  const input = form.querySelector("input[type=file]");
  const filesOf = async (entry) => {
    if (entry.isFile) return [await new Promise((yes, no) => entry.file(yes, no))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (!some.length) return found;
      for (const each of some) found.push(...await filesOf(each));
    }
  };
  addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) form.classList.remove("over"); });
  addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const list = new DataTransfer();
    for (const entry of entries) for (const file of await filesOf(entry)) list.items.add(file);
    if (!list.files.length) return;
    input.files = list.files;
    form.requestSubmit();
  });
}

document.querySelectorAll("form[data-live]").forEach(startFinder);
document.querySelectorAll("[data-job]").forEach(startJob);
document.querySelectorAll("form.drop").forEach(startDrop);
