const KEY = 'jogakbo-show-boundaries';

/** The toggle that outlines every team's blocks; remembered over a reload. */
export function startBoundariesToggle() {
  const toggle = document.querySelector<HTMLInputElement>('.showBoundariesToggle input');
  if (!toggle) return;
  const show = (on: boolean) => document.documentElement.toggleAttribute('data-show-boundaries', on);
  toggle.checked = localStorage.getItem(KEY) === 'true';
  show(toggle.checked);
  toggle.addEventListener('change', () => {
    localStorage.setItem(KEY, String(toggle.checked));
    show(toggle.checked);
  });
}
