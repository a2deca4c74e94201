// The page as it prints: drawn anew after each saving, at the place that one looks at.

const desk = document.querySelector("[data-writing]");
const frame = desk.querySelector("[data-frame]");
const QUIET = 400; // ms: several sections saved in a row are drawn once
const SHEET = 794; // px: an A4 page; a narrower window shows it smaller
let timer = 0;
let asked = 0;

const inFrame = () => frame.contentDocument;

// The stylesheet does the same in steps, for where this script does not run.
const fit = () => {
  const body = inFrame()?.body;
  if (body && frame.clientWidth) body.style.zoom = Math.min(1, frame.clientWidth / SHEET);
};

const draw = (page) => {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const current = inFrame();
  if (!current?.body) return;
  const top = current.scrollingElement?.scrollTop || 0;
  current.body.replaceWith(current.adoptNode(fresh.body));
  fit();
  if (current.scrollingElement) current.scrollingElement.scrollTop = top;
};

const drawFindings = (findings) => {
  for (const [id, html] of Object.entries(findings)) {
    const holder = id
      ? desk.querySelector(`[data-part="${id}"] [data-findings]`)
      : desk.querySelector("[data-findings-whole]");
    const fresh = new DOMParser().parseFromString(html, "text/html");
    holder?.replaceChildren(...fresh.body.childNodes);
  }
};

const fetchPage = async () => {
  asked += 1;
  const mine = asked;
  const answer = await fetch(desk.dataset.page, {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    redirect: "error",
  }).catch(() => null);
  const told = answer?.ok && (await answer.json().catch(() => null));
  if (!told || mine !== asked) return; // the next saving asks again
  draw(told.page);
  drawFindings(told.findings);
};

export const refresh = () => {
  clearTimeout(timer);
  timer = setTimeout(fetchPage, QUIET);
};

const plain = (text) => text.normalize("NFC").toLocaleLowerCase("vi").replace(/\s+/g, " ").trim();

// Where the section that is written in stands on the page.
export const show = (heading) => {
  const sought = plain(heading);
  const headings = inFrame()?.querySelectorAll("h1, h2, h3, h4, h5, h6") || [];
  const found = [...headings].find((each) => plain(each.textContent) === sought);
  if (!found) return;
  const view = inFrame().defaultView;
  const { top, bottom } = found.getBoundingClientRect();
  const zoomed = inFrame().scrollingElement;
  if (top >= 0 && bottom < view.innerHeight * 0.7) return;
  zoomed.scrollTop += top - 40;
};

frame.addEventListener("load", fit);
new ResizeObserver(fit).observe(frame);
fit();
