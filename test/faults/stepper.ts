/** Something that runs from gate to gate, as it is told. */
export interface Stepper {
  readonly isDone: boolean;
  /** Goes on to the next gate or to the end. @throws what the run threw */
  step(): Promise<void>;
}

/** @param run waits at each `gate()` until it is told to go on; it has stopped at the first one when this returns */
export async function stepper(run: (gate: () => Promise<void>) => Promise<void>): Promise<Stepper> {
  let isDone = false;
  let goOn = () => {};
  let stopped = () => {};
  const nextStop = () => new Promise<void>((resolve) => (stopped = resolve));
  const gate = () =>
    new Promise<void>((resolve) => {
      goOn = resolve;
      stopped();
    });

  const atFirstGate = nextStop();
  const running = run(gate).finally(() => {
    isDone = true;
    stopped();
  });
  // Whatever it throws is thrown by the step that led there.
  running.catch(() => {});
  await atFirstGate;

  return {
    get isDone() {
      return isDone;
    },
    async step() {
      const atNextGate = nextStop();
      goOn();
      await atNextGate;
      if (isDone) await running;
    },
  };
}

/**
 * Runs steppers side by side in every order of their steps in which one is interrupted by another at most so many times
 * (bounded context switches: Musuvathi and Qadeer 2007, who found that few suffice to show a race).
 *
 * @param start new steppers on a new state, and what must hold at the end
 * @returns how many runs it made
 */
export async function inEveryOrder(
  start: () => Promise<{ steppers: Stepper[]; check: () => void }>,
  maxInterruptions: number,
): Promise<number> {
  const open: { readonly prefix: readonly number[]; readonly interruptions: number }[] = [
    { prefix: [], interruptions: 0 },
  ];
  let runs = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { prefix, interruptions } = next;
    const { steppers, check } = await start();
    const order: number[] = [];
    for (;;) {
      const unfinished = steppers.flatMap(({ isDone }, at) => (isDone ? [] : [at]));
      const [first] = unfinished;
      if (first === undefined) break;
      const last = order.at(-1);
      const chosen = prefix[order.length] ?? (last !== undefined && unfinished.includes(last) ? last : first);
      if (order.length >= prefix.length) {
        const costs = last === chosen ? 1 : 0;
        for (const other of unfinished) {
          if (other === chosen || interruptions + costs > maxInterruptions) continue;
          open.push({ prefix: [...order, other], interruptions: interruptions + costs });
        }
      }
      order.push(chosen);
      await steppers[chosen]?.step();
    }
    try {
      check();
    } catch (error) {
      throw new Error(`in the order ${order.join('')}`, { cause: error });
    }
    runs++;
  }
  return runs;
}
