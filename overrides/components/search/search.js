/**
 * Search in this page: an index of every section, and a box. Nothing is stored, sent or written into the
 * address. Until the first letter nothing is loaded either.
 *
 * Words are compared folded: capitals, accents and full-width forms count for nothing. Folding changes no
 * length, so a place in the folded text is the same place in the text that is shown.
 */

const SHOWN = 20;
const AROUND = 120; // characters of a text before and after the first word that was found
const NEAR = 6; // words that are tried in the place of one that is nowhere
const ENDING = 3; // letters at the end in which two words of one stem may differ

/** Scripts that are written without spaces: a word may begin anywhere in them. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const LETTER = /[\p{L}\p{N}_]/u;
const ACCENTS = /^[\u0300-\u036f\u0653-\u0655]*$/;
/** Letters that Unicode does not take apart. @type {Record<string, string>} */
const BASES = { đ: 'd', ħ: 'h', ı: 'i', ł: 'l', ø: 'o', ŧ: 't', ς: 'σ' };

/**
 * A section of a page: `title` and `text` as they are shown, and folded.
 * @typedef {{ location: string, page: string, title: string, text: string, folded: [string, string] }} Section
 * What was looked for is found where any of `words` begins.
 * @typedef {{ words: string[], near: boolean }} Term
 * @typedef {{ sections: Section[], titles: Map<string, string>, synonyms: Map<string, string[]>, words?: Set<string> }} Index
 */

function folded(/** @type {string} */ text) {
  return text.toLowerCase().length === text.length
    ? text.toLowerCase().replace(/[^\0-\x7f]/g, base)
    : text.replace(/[^\0-\x60\x7b-\x7f]/g, (letter) => base(letter.toLowerCase().charAt(0)));
}

/** A small letter without its accents. */
function base(/** @type {string} */ letter) {
  const parts = letter.normalize('NFKD');
  return BASES[letter] ?? (ACCENTS.test(parts.slice(1)) ? parts.charAt(0) : letter);
}

/** Where `word` begins in a folded text. */
function places(/** @type {string} */ text, /** @type {string} */ word) {
  const found = [];
  const anywhere = UNSPACED.test(word.charAt(0)) || !LETTER.test(word.charAt(0));
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
    if (anywhere || at === 0 || !LETTER.test(text.charAt(at - 1))) found.push(at);
  }
  return found;
}

/** The words that a reader has typed: signs within and at their ends stay, as in C++ and .NET. */
function typed(/** @type {string} */ query) {
  const words = folded(query.normalize('NFC')).split(/\s+/);
  return words.map((word) => word.replace(/^["'“”‘’«»„(),;:!?]+|["'“”‘’«»„(),.;:!?]+$/g, '')).filter(Boolean);
}

/** What stands for each typed word: itself and its synonyms or, where all of them are nowhere, near words. */
function termsOf(/** @type {string} */ query, /** @type {Index} */ index) {
  /** @type {Term[]} */
  const terms = [];
  for (const word of typed(query)) {
    const words = [word, ...(index.synonyms.get(word) ?? [])];
    if (words.some((one) => isThere(one, index))) terms.push({ words, near: false });
    else if (UNSPACED.test(word)) terms.push(...segments(word).map((one) => ({ words: [one], near: true })));
    else terms.push({ words: near(word, index), near: true });
  }
  return terms;
}

function isThere(/** @type {string} */ word, /** @type {Index} */ index) {
  return index.sections.some(({ folded: texts }) => texts.some((text) => places(text, word).length));
}

/** The words of a text without spaces. */
function segments(/** @type {string} */ text) {
  const language = document.documentElement.lang;
  return 'Segmenter' in Intl
    ? [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment)
    : [...text];
}

/** Words of the texts that share their beginning with `word`, or differ by a slip or two of the finger. */
function near(/** @type {string} */ word, /** @type {Index} */ index) {
  index.words ??= new Set(index.sections.flatMap(({ folded: texts }) => texts.join(' ').match(/[\p{L}\p{N}]+/gu) ?? []));
  const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  /** @type {[number, string][]} */
  const found = [];
  for (const other of index.words) {
    const slips = Math.abs(other.length - word.length) <= most ? distance(word, other) : most + 1;
    if (slips <= most) found.push([slips, other]);
    else if (isOfOneStem(word, other)) found.push([most + 1, other]);
  }
  return found.sort(([a], [b]) => a - b).slice(0, NEAR).map(([, other]) => other);
}

function isOfOneStem(/** @type {string} */ one, /** @type {string} */ other) {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  return shared >= 4 && Math.max(one.length, other.length) - shared <= ENDING;
}

/** Letters to change, add, leave out or exchange with their neighbour (optimal string alignment). */
function distance(/** @type {string} */ one, /** @type {string} */ other) {
  /** @type {number[][]} */
  const rows = [Array.from({ length: other.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= one.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[one.length][other.length];
}

/** How well a section answers each term: 0 where it does not hold it. A title says more than a text. */
function scores({ folded: [title, text] }, /** @type {Term[]} */ terms) {
  return terms.map(({ words }) => {
    const count = (/** @type {string} */ where) => words.reduce((sum, word) => sum + places(where, word).length, 0);
    return Math.min(count(title), 1) * 10 + Math.min(count(text), 5);
  });
}

/** The best section of each page that holds every term, or as many as any page does; best first. */
function search(/** @type {Term[]} */ terms, /** @type {Index} */ index) {
  /** @type {Map<string, { section: Section, best: number, held: boolean[], sum: number }>} */
  const pages = new Map();
  for (const section of index.sections) {
    const found = scores(section, terms);
    const score = found.reduce((sum, one) => sum + one, 0) * found.filter(Boolean).length;
    if (!score) continue;
    const page = pages.get(section.page) ?? { section, best: 0, held: [], sum: 0 };
    page.held = terms.map((_, n) => page.held[n] || found[n] > 0);
    page.sum += Math.min(score, 20);
    if (score > page.best) [page.section, page.best] = [section, score];
    pages.set(section.page, page);
  }
  const held = (/** @type {{ held: boolean[] }} */ page) => page.held.filter(Boolean).length;
  const most = Math.max(0, ...[...pages.values()].map(held));
  return [...pages.values()]
    .filter((page) => held(page) === most)
    .sort((a, b) => b.best + b.sum / 10 - a.best - a.sum / 10)
    .map(({ section }) => section);
}

/** Start the search in one `[data-component=search]`. */
function start(/** @type {HTMLElement} */ root) {
  const box = /** @type {HTMLElement} */ (root.querySelector('[role="search"]'));
  const input = /** @type {HTMLInputElement} */ (box.querySelector('input'));
  const status = /** @type {HTMLElement} */ (box.querySelector('[role="status"]'));
  const list = /** @type {HTMLElement} */ (box.querySelector('ol'));
  const ways = /** @type {HTMLElement} */ (box.querySelector('ul'));
  const { base: top, index: file, none, near: close, broken, found } = /** @type {Record<string, string>} */ (root.dataset);

  /** @type {Promise<Index> | undefined} */
  let loading;

  const show = (/** @type {Index} */ index) => {
    const terms = termsOf(input.value, index);
    const sections = terms.length ? search(terms, index) : [];
    list.replaceChildren(...sections.slice(0, SHOWN).map((section) => entry(section, terms, top, index)));
    const counted = found.replace('{count}', String(sections.length));
    if (!input.value.trim()) status.textContent = '';
    else if (!sections.length) status.textContent = none;
    else status.textContent = terms.some((term) => term.near) ? `${close} ${counted}` : counted;
    ways.hidden = !input.value.trim() || sections.length > 0; // whoever looks in vain may need somebody
  };

  input.addEventListener('input', async () => {
    if (!input.value.trim() && !loading) return;
    loading ??= load(file);
    try {
      show(await loading); // of the newest words, not those from before the index had come
    } catch {
      loading = undefined; // the next letter tries again
      status.textContent = broken;
    }
  });
}

/** @returns {Promise<Index>} */
async function load(/** @type {string} */ file) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${response.status}`);
  const { docs, synonyms } = await response.json();
  const sections = docs.map((/** @type {Section} */ { location, title, text }) => {
    const page = location.split('#')[0];
    return { location, page, title, text, folded: [folded(title), folded(text)] };
  });
  return {
    sections,
    titles: new Map(docs.map((/** @type {Section} */ { location, title }) => [location, title])),
    synonyms: new Map(Object.entries(synonyms).map(([word, others]) => [
      folded(word), /** @type {string[]} */ (others).map(folded),
    ])),
  };
}

/** One page found: its best section, with the words marked, and the page's title over a section's. */
function entry(/** @type {Section} */ section, /** @type {Term[]} */ terms, /** @type {string} */ top, /** @type {Index} */ index) {
  const words = terms.flatMap((term) => term.words);
  const item = document.createElement('li');
  const link = document.createElement('a');
  const title = index.titles.get(section.page);
  if (section.location !== section.page && title) {
    const label = document.createElement('p');
    label.className = 'sk-label';
    label.append(...marked(title, words, 0, title.length));
    item.append(label);
  }
  link.href = `${top.replace(/\/?$/, '/')}${section.location}`;
  link.append(...marked(section.title, words, 0, section.title.length));
  const text = document.createElement('p');
  text.append(...excerpt(section.text, words));
  item.append(link, text);
  return item;
}

/** What is around the place where most of the words are, from whole word to whole word. */
function excerpt(/** @type {string} */ text, /** @type {string[]} */ words) {
  const all = spans(folded(text), words);
  const around = (/** @type {number} */ from) =>
    new Set(all.filter(([at]) => at >= from && at < from + AROUND).map(([at, to]) => folded(text.slice(at, to)))).size;
  let [from, to] = [0, 0];
  for (const [at, end] of all) if (to === 0 || around(at) > around(from)) [from, to] = [at, end];
  // A language without spaces is cut where the room ends.
  const gap = text.slice(Math.max(from - AROUND, 0), from).search(/\s/);
  const start = from > AROUND ? from - AROUND + Math.max(gap, 0) : 0;
  const rest = text.slice(to, to + AROUND).search(/\s\S*$/);
  const end = text.length > to + AROUND ? to + (rest < 0 ? AROUND : rest) : text.length;
  return [...(start ? ['… '] : []), ...marked(text, words, start, end), ...(end < text.length ? [' …'] : [])];
}

/** Where words are in a folded text: beginning and end of each, in order, none within another. */
function spans(/** @type {string} */ text, /** @type {string[]} */ words) {
  /** @type {[number, number][]} */
  const found = words.flatMap((word) => places(text, word).map((at) => /** @type {[number, number]} */ ([at, at + word.length])));
  found.sort(([a, c], [b, d]) => a - b || d - c);
  let last = 0;
  return found.filter(([at, to]) => at >= last && ((last = to), true));
}

/** `text` from `start` to `end`, with the words marked. */
function marked(/** @type {string} */ text, /** @type {string[]} */ words, /** @type {number} */ start, /** @type {number} */ end) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let place = start;
  for (const [at, to] of spans(folded(text), words)) {
    if (at < start || to > end) continue;
    const mark = document.createElement('mark');
    mark.textContent = text.slice(at, to);
    nodes.push(text.slice(place, at), mark);
    place = to;
  }
  return [...nodes, text.slice(place, end)];
}

Document.prototype.querySelectorAll.call(document, '[data-component="search"]').forEach((root) => start(/** @type {HTMLElement} */ (root)));
