/**
 * The way out. Without this script it is an ordinary link; with it the text is hidden before the next page
 * has answered, and Back does not lead here again. No request but the one for that page.
 *
 * The ids and names in a text become properties of `document` and `window`, before those that they inherit.
 * So nothing is asked of these objects themselves: what is needed is taken from their prototypes.
 */

const PRESSES = 3;
const WITHIN = 5000; // milliseconds from the first press to the last

const listen = EventTarget.prototype.addEventListener.bind(window);

/** A property of `document`, whatever a text holds. */
function ofDocument(/** @type {'body' | 'title'} */ name) {
  return /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(Document.prototype, name));
}

const all = (/** @type {string} */ selector) =>
  /** @type {NodeListOf<HTMLElement>} */ (Document.prototype.querySelectorAll.call(document, selector));
const body = /** @type {HTMLElement} */ (ofDocument('body').get?.call(document));
const cover = all('body > .sk-cover')[0];
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (all('body > .sk-skip [data-leave], body > .sk-leave [data-leave]'));
const shift = all('body > .sk-leave [data-leave-shift]')[0];
const title = ofDocument('title').get?.call(document);

function setTitle(/** @type {string} */ text) {
  ofDocument('title').set?.call(document, text);
}

/** Show the cover and nothing else, or everything else. */
function setCovered(/** @type {boolean} */ covered) {
  for (const part of /** @type {Iterable<HTMLElement>} */ (body.children)) {
    part.hidden = (part === cover) !== covered;
  }
  cover.textContent = covered ? cover.dataset.says ?? '' : ''; // a change is what screen readers say
  setTitle(covered ? cover.dataset.says ?? '' : title);
}

function leave(/** @type {Event} */ event) {
  event.preventDefault();
  setCovered(true);
  location.replace(links[0].href);
}

for (const link of links) {
  link.addEventListener('click', leave);
  // The middle button would open a new tab and leave this one as it is.
  link.addEventListener('auxclick', (event) => event.button === 1 && leave(event));
}

// A page restored from memory would be blank.
listen('pageshow', (event) => event.persisted && setCovered(false));

/** When Shift was released, having been pressed for nothing else. @type {number[]} */
let presses = [];
let alone = false;

function forget() {
  alone = false;
  presses = [];
}

listen('pointerdown', forget, true);
listen('wheel', forget, { capture: true, passive: true }); // with Shift it scrolls sideways
listen('keydown', (event) => {
  if (event.key !== 'Shift') forget();
  else alone = !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing);
}, true);
listen('keyup', (event) => {
  if (event.key !== 'Shift' || !alone) return;
  alone = false;
  presses = [...presses, event.timeStamp].slice(-PRESSES);
  if (presses.length === PRESSES && event.timeStamp - presses[0] <= WITHIN) leave(event);
}, true);

// Shown only where it works: a phone has no such key, and without script nothing listens.
shift.hidden = !matchMedia('(hover: hover) and (pointer: fine)').matches;
