/**
 * The way out. Without this script it is an ordinary link; with it the text is hidden before the next page
 * has answered, and Back does not lead here again. No request but the one for that page.
 */

const PRESSES = 3;
const WITHIN = 5000; // milliseconds from the first press to the last

const cover = /** @type {HTMLElement} */ (document.querySelector('body > .sk-cover'));
const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('[data-leave]'));
const shift = /** @type {HTMLElement} */ (document.querySelector('[data-leave-shift]'));
const { title } = document;

/** Show the cover and nothing else, or everything else. */
function setCovered(/** @type {boolean} */ covered) {
  for (const part of /** @type {Iterable<HTMLElement>} */ (document.body.children)) {
    part.hidden = (part === cover) !== covered;
  }
  cover.textContent = covered ? cover.dataset.says ?? '' : ''; // a change is what screen readers say
  document.title = covered ? cover.dataset.says ?? '' : title;
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
addEventListener('pageshow', (event) => event.persisted && setCovered(false));

/** When Shift was let go, having been pressed for nothing else. @type {number[]} */
let presses = [];
let alone = false;

function forget() {
  alone = false;
  presses = [];
}

addEventListener('pointerdown', forget, true);
addEventListener('wheel', forget, { capture: true, passive: true }); // with Shift it scrolls sideways
addEventListener('keydown', (event) => {
  if (event.key !== 'Shift') forget();
  else alone = !(event.ctrlKey || event.altKey || event.metaKey || event.isComposing);
}, true);
addEventListener('keyup', (event) => {
  if (event.key !== 'Shift' || !alone) return;
  alone = false;
  presses = [...presses, event.timeStamp].slice(-PRESSES);
  if (presses.length === PRESSES && event.timeStamp - presses[0] <= WITHIN) leave(event);
}, true);

// Said only where it works: a phone has no such key, and without script nothing listens.
shift.hidden = !matchMedia('(hover: hover) and (pointer: fine)').matches;
