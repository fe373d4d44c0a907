import { MultiBar, Presets } from 'cli-progress';
import type { Report } from '../lambdas/shared/report.ts';
import { printable } from './printable.ts';
import type { Round } from './round.ts';

/** Shows a round while it runs. */
export interface Progress {
  show(what: Report, round: Round): void;
  stop(): void;
}

/** Two bars on a terminal, a line a feed elsewhere. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? bars(stream) : lines(stream);
}

function bars(stream: NodeJS.WriteStream): Progress {
  const multi = new MultiBar(
    { stream, hideCursor: true, clearOnComplete: true, format: '{name} {bar} {value}/{total}  {note}' },
    Presets.shades_grey,
  );
  const feeds = multi.create(0, 0, { name: 'feeds    ', note: '' });
  const responses = multi.create(0, 0, { name: 'responses', note: '' });
  let stored = 0;
  return {
    show(what, round) {
      if (what.step === 'fetch' && what.outcome === 'fetched') stored += 1;
      feeds.setTotal(round.due);
      feeds.update(round.polled, what.step === 'fetch' ? { note: printable(nameOf(what)) } : {});
      responses.setTotal(Math.max(stored, round.responses));
      responses.update(round.responses, { note: `${round.recorded.new} new items` });
    },
    stop: () => multi.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  return {
    show(what, round) {
      if (what.step === 'fetch') {
        stream.write(printable(`[${round.polled}/${round.due}] ${nameOf(what)}: ${what.reason ?? what.outcome}\n`));
      }
    },
    stop: () => {},
  };
}

const nameOf = ({ title, sample }: Extract<Report, { step: 'fetch' }>): string =>
  sample ? `[sample] ${title}` : title;
