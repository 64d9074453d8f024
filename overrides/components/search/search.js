/**
 * Search in this page: the theme's index and worker, a box of ours. Nothing is stored, sent or written
 * into the address. Until the first letter nothing is loaded either.
 *
 * The worker's protocol (mkdocs-material 9.8): send {type: 0, data: index}, get {type: 1}; send
 * {type: 2, data: words}, get {type: 3, data: {items}}, an item being the sections found of one page.
 */

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;
const SHOWN = 20;
const AROUND = 120; // characters of a text before and after the first word that was found

/** Start the search in one `[data-component=search]`. */
function start(/** @type {HTMLElement} */ root) {
  const box = /** @type {HTMLElement} */ (root.querySelector('[role="search"]'));
  const input = /** @type {HTMLInputElement} */ (box.querySelector('input'));
  const status = /** @type {HTMLElement} */ (box.querySelector('[role="status"]'));
  const list = /** @type {HTMLElement} */ (box.querySelector('ol'));
  const help = /** @type {HTMLElement | null} */ (box.querySelector('p[hidden]'));
  const { base, worker, index, none, broken, found } = /** @type {Record<string, string>} */ (root.dataset);

  /** @type {Promise<Worker> | undefined} */
  let loading;

  /** Titles of pages by their address: a result names its section alone. @type {Map<string, string>} */
  let titles;

  const show = (/** @type {any[]} */ items) => {
    list.replaceChildren(...items.slice(0, SHOWN).map((sections) => entry(sections, base, titles)));
    status.textContent = items.length ? found.replace('{count}', String(items.length)) : none;
    if (help) help.hidden = items.length > 0; // whoever looks in vain may need somebody
  };

  const load = async () => {
    const response = await fetch(index);
    if (!response.ok) throw new Error(`${response.status}`);
    const data = await response.json();
    titles = new Map(data.docs.map((/** @type {any} */ page) => [page.location, page.title]));
    const engine = new Worker(worker);
    await new Promise((resolve, reject) => {
      engine.onerror = reject;
      engine.onmessage = ({ data: message }) => message.type === READY && resolve(undefined);
      engine.postMessage({ type: SETUP, data: { ...data, options: { suggest: false } } });
    });
    engine.onmessage = ({ data: message }) => {
      // An answer may come after the box has been emptied.
      if (message.type === RESULT && input.value.trim()) show(message.data.items);
    };
    return engine;
  };

  input.addEventListener('input', async () => {
    const words = input.value.trim();
    if (!words) {
      list.replaceChildren();
      status.textContent = '';
      if (help) help.hidden = true;
      return;
    }
    loading ??= load();
    try {
      // The newest words, not those from before the index had come.
      (await loading).postMessage({ type: QUERY, data: input.value.trim() });
    } catch {
      loading = undefined; // the next letter tries again
      status.textContent = broken;
    }
  });
}

/** One page found: its best section, with the words marked, and the page's title over a section's. */
function entry(/** @type {any[]} */ sections, /** @type {string} */ base, /** @type {Map<string, string>} */ titles) {
  const [best] = sections;
  const item = document.createElement('li');
  const link = document.createElement('a');
  const [page, section] = best.location.split('#');
  if (section) {
    const label = document.createElement('p');
    label.className = 'sk-label';
    label.append(...marked(titles.get(page) ?? ''));
    item.append(label);
  }
  link.href = `${base.replace(/\/?$/, '/')}${best.location}`;
  link.append(...marked(best.title));
  const text = document.createElement('p');
  text.append(...excerpt(marked(best.text ?? '')));
  item.append(link, text);
  return item;
}

/** What is around the first word found, from whole word to whole word. */
function excerpt(/** @type {Node[]} */ nodes) {
  const whole = document.createDocumentFragment();
  whole.append(...nodes);
  const text = whole.textContent ?? '';
  const mark = whole.querySelector('mark');
  const before = document.createRange();
  before.selectNodeContents(whole);
  if (mark) before.setEndBefore(mark);
  else before.collapse(true);
  const from = before.toString().length;
  const to = from + (mark?.textContent ?? '').length;
  // A language without spaces is cut where the room ends.
  const gap = text.slice(Math.max(from - AROUND, 0), from).search(/\s/);
  const start = from > AROUND ? from - AROUND + Math.max(gap, 0) : 0;
  const rest = text.slice(to, to + AROUND).search(/\s\S*$/);
  const end = text.length > to + AROUND ? to + (rest < 0 ? AROUND : rest) : text.length;
  /** @type {(Node | string)[]} */
  const shown = [];
  let place = 0;
  for (const node of [...whole.childNodes]) {
    const words = node.textContent ?? '';
    node.textContent = words.slice(Math.max(start - place, 0), Math.max(end - place, 0));
    place += words.length;
    if (node.textContent) shown.push(node);
  }
  return [...(start ? ['… '] : []), ...shown, ...(end < text.length ? [' …'] : [])];
}

/** The worker answers in HTML; of that only text and `<mark>` are taken, whatever an index may hold. */
function marked(/** @type {string} */ html) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const inMark = node.parentElement?.closest('mark');
    const mark = inMark ? document.createElement('mark') : document.createDocumentFragment();
    mark.append(node.textContent ?? '');
    nodes.push(mark);
  }
  return nodes;
}

Document.prototype.querySelectorAll.call(document, '[data-component="search"]').forEach((root) => start(/** @type {HTMLElement} */ (root)));
