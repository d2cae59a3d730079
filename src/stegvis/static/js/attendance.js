/* Attendance over a bad line: what is tapped is kept here until it has been received. Only keys and codes lie in the
   browser, never a name, and they go when they are sent, when somebody signs out, and after two weeks. */
(() => {
  "use strict";
  const KEY = "stegvis.attendance";
  const LONGEST = 14 * 24 * 3600 * 1000;
  const status = document.getElementById("att-status");
  const form = document.getElementById("narvaro");
  let isSending = false;

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return kept.filter((each) => Date.now() - Date.parse(each.at) < LONGEST);
    } catch {
      return [];
    }
  };
  const write = (marks) => {
    try {
      if (marks.length) localStorage.setItem(KEY, JSON.stringify(marks));
      else localStorage.removeItem(KEY);
    } catch {
      /* A browser that keeps nothing still sends what is tapped while there is a line. */
    }
  };
  const drop = (sent) => write(read().filter((each) => each.sent !== sent));
  const uuid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  };

  for (const leaving of document.querySelectorAll("form[action]")) {
    if (/\/logout\/$/.test(leaving.getAttribute("action"))) {
      leaving.addEventListener("submit", () => localStorage.removeItem(KEY));
    }
  }
  if (!status) return;

  const user = status.dataset.user;
  const mine = () => read().filter((each) => each.user === user);
  const tell = (words = "", isSent = false) => {
    const waiting = mine().length;
    status.classList.toggle("sent", isSent && !waiting);
    if (words) status.textContent = words;
    else if (!waiting) status.textContent = isSent ? status.dataset.sent : "";
    else status.textContent = waiting === 1 ? status.dataset.one : status.dataset.many.replace("{n}", waiting);
    for (const row of document.querySelectorAll(".att-row")) {
      row.classList.toggle("waits", waits(row));
    }
  };
  const waits = (row) => mine().some((each) => each.key === row.dataset.key && each.day === dayOf());
  const dayOf = () => (form ? form.elements.dag.value : "");
  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const value = (row, name) => {
    const one = form.elements[`${name}_${row.dataset.key}`];
    return one ? one.value : "";
  };
  const isComplete = (row) => {
    const kind = value(row, "kind");
    if (kind === "late") return /^\d+$/.test(value(row, "late").trim());
    return kind === "absent" ? value(row, "absence") !== "" : kind !== "";
  };

  const keep = (row) => {
    const mark = { key: row.dataset.key, day: dayOf(), user, sent: uuid(), at: new Date().toISOString() };
    for (const name of ["kind", "absence", "late", "seen"]) mark[name] = value(row, name);
    form.elements[`sent_${mark.key}`].value = mark.sent;
    form.elements[`at_${mark.key}`].value = mark.at;
    write([...read().filter((each) => !(each.key === mark.key && each.day === mark.day && each.user === user)), mark]);
  };

  const bodyOf = (mark) => {
    const body = new URLSearchParams({ person: mark.key, dag: mark.day, user: mark.user });
    for (const name of ["kind", "absence", "late", "seen", "sent", "at"]) body.set(`${name}_${mark.key}`, mark[name]);
    body.set("csrfmiddlewaretoken", token());
    return body;
  };

  const place = (mark, html) => {
    const row = document.getElementById(`rad-${mark.key}`);
    if (!row || mark.day !== dayOf()) return;
    const focused = row.contains(document.activeElement) ? document.activeElement.id : "";
    const made = document.createRange().createContextualFragment(html);
    row.replaceWith(made);
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const send = async (mark) => {
    const answer = await fetch(status.dataset.url, {
      method: "POST",
      body: bodyOf(mark),
      headers: { "X-Requested-With": "fetch" },
      redirect: "manual",
      credentials: "same-origin",
    });
    if (answer.type === "opaqueredirect") return "sign-in";
    if (![200, 404, 403].includes(answer.status)) return "later";
    const html = answer.ok ? await answer.text() : "";
    const isSame = mine().some((each) => each.sent === mark.sent);
    drop(mark.sent);
    if (isSame && html) place(mark, html);
    return html.includes('data-state="differs"') ? "choose" : "done";
  };

  const sendAll = async () => {
    if (isSending || !navigator.onLine || !mine().length) return tell();
    isSending = true;
    const tried = new Set();
    let words = "";
    let isSent = false;
    try {
      for (let mark = mine()[0]; mark; mark = mine().find((each) => !tried.has(each.sent))) {
        tried.add(mark.sent);
        const came = await send(mark);
        if (came === "sign-in" || came === "choose") words = status.dataset[came === "choose" ? "choose" : "signIn"];
        if (came === "sign-in") break;
        isSent ||= came === "done";
      }
    } catch {
      words = ""; /* No line: what waits stays. */
    }
    isSending = false;
    tell(words, isSent);
  };

  if (form) {
    form.addEventListener("change", (event) => {
      const row = event.target.closest(".att-row");
      if (!row || !isComplete(row)) return;
      keep(row);
      tell();
      sendAll();
    });
    form.addEventListener("submit", (event) => {
      const name = event.submitter ? event.submitter.name : "";
      if (name.startsWith("keep_")) drop(form.elements[`sent_${name.slice(5)}`].value);
      if (navigator.onLine) return;
      event.preventDefault();
      for (const row of form.querySelectorAll(".att-row")) {
        const isForAll = event.submitter?.value === "all_here" && row.dataset.open === "yes" && !value(row, "kind");
        if (isForAll) row.querySelector("input[value=present]").checked = true;
        if (isForAll || (isComplete(row) && !value(row, "seen") && !waits(row))) keep(row);
      }
      tell();
    });
  }
  window.addEventListener("online", sendAll);
  window.setInterval(sendAll, 30000);
  sendAll();
})();
