#!/usr/bin/env bash
# cockatiel 4.0.0: a SamplingBreaker of 1 s does not look at the last second alone.
#
# It keeps its calls in windows of a fifth of that time, and lets go of one window for each call that comes, only if that one window
# is too old. After a quiet time of any length, failures from before it therefore still count: a dependency that failed a while ago,
# and has failed once since, is cut off, although in the second that the breaker is said to look at a single call has failed.
#
# Seen: five failures, eleven seconds of silence, five failures: state "open" after the second five with threshold 0.5 and
# minimumRps 9, where a breaker that begins after the silence stays "closed".
# So: whoever needs "in the last second" begins with a new breaker after a pause that is longer than the window.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund cockatiel@4.0.0
cat >probe.mjs <<'JS'
import { circuitBreaker, CircuitState, handleAll, SamplingBreaker } from 'cockatiel';
import { setTimeout as wait } from 'node:timers/promises';

const made = () => circuitBreaker(handleAll, { halfOpenAfter: 60_000, breaker: new SamplingBreaker({ threshold: 0.5, duration: 1000, minimumRps: 9 }) });
const fail = async (breaker, times) => {
  for (let call = 0; call < times; call += 1) await breaker.execute(() => Promise.reject(new Error('no'))).catch(() => {});
};
const old = made();
await fail(old, 5);
await wait(11_000);
const fresh = made();
await fail(old, 5);
await fail(fresh, 5);
const said = `over a pause: ${CircuitState[old.state]}; begun after it: ${CircuitState[fresh.state]}`;
console.log(said);
process.exit(said === 'over a pause: Open; begun after it: Closed' ? 0 : 1);
JS
node probe.mjs
