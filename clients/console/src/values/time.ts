// Times are UTC on the wire and Asia/Baku on the page: 19.11.2026, 14:20. Browsers do not all know how Azerbaijan writes them, so we do.
import type { Timestamp } from '@bufbuild/protobuf/wkt';

const toDate = (time: Timestamp) => new Date(Number(time.seconds) * 1000 + time.nanos / 1_000_000);
const IN_BAKU = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Baku', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

export function shownTime(time: Timestamp | Date | number | undefined): string {
  if (time === undefined) return '';
  const date = time instanceof Date ? time : typeof time === 'number' ? new Date(time) : toDate(time);
  const part = Object.fromEntries(IN_BAKU.formatToParts(date).map(({ type, value }) => [type, value]));
  return `${part.day}.${part.month}.${part.year}, ${part.hour}:${part.minute}`;
}
