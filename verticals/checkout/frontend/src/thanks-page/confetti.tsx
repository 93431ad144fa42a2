import { useEffect, useRef } from 'react';
import type { Options } from 'canvas-confetti';
import css from './confetti.module.css';

const cloths = ['--indigo', '--persimmon', '--jade', '--plum', '--stitch'];
/** From both lower corners, towards the middle. */
const throwers = [
  { angle: 60, origin: { x: 0, y: 0.8 } },
  { angle: 120, origin: { x: 1, y: 0.8 } },
];

/** A page may start no worker from a text of its own, so the scraps are drawn by this one. */
async function throwOver(canvas: HTMLCanvasElement, signal: AbortSignal) {
  const { default: confetti } = await import('canvas-confetti');
  if (signal.aborted) return;
  const look = getComputedStyle(canvas);
  const colors = cloths.map((cloth) => look.getPropertyValue(cloth).trim());
  const fire = confetti.create(canvas, { resize: true, useWorker: false, disableForReducedMotion: true });
  signal.addEventListener('abort', () => fire.reset());
  const scraps: Options = { particleCount: 70, spread: 70, startVelocity: 52, ticks: 220, shapes: ['square'], colors };
  for (const thrower of throwers) void fire({ ...scraps, ...thrower });
}

/** Scraps of cloth over the page, for whoever likes things that move. */
export function Confetti() {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const stop = new AbortController();
    // It is only decoration: where it can't be had, nothing is missing.
    throwOver(canvas.current!, stop.signal).catch(() => {});
    return () => stop.abort();
  }, []);
  return <canvas ref={canvas} className={`c_Thanks__confetti ${css.confetti}`} aria-hidden="true" />;
}
