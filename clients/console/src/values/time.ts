// Times are UTC on the wire and Asia/Baku on the page.
import type { Timestamp } from '@bufbuild/protobuf/wkt';

const toDate = (time: Timestamp) => new Date(Number(time.seconds) * 1000 + time.nanos / 1_000_000);

export function shownTime(time: Timestamp | Date | number | undefined, language: string): string {
  if (time === undefined) return '';
  const date = time instanceof Date ? time : typeof time === 'number' ? new Date(time) : toDate(time);
  return new Intl.DateTimeFormat(language, { timeZone: 'Asia/Baku', dateStyle: 'medium', timeStyle: 'short' }).format(date);
}
