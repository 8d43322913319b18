// Dates and times in the town's time zone; figures as in 27.10.2009 and 19:00, weekdays in words.

import { language } from "./words.js";

let zone;

/** Learn the town's time zone; without a town the browser's own is used. */
export function knowZone(timezone) {
  zone = timezone;
}

function parts(iso, locale) {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: zone, weekday: "long", day: "2-digit", month: "2-digit", year: "numeric",
    hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  return Object.fromEntries(format.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
}

export function timeOf(iso) {
  const { hour, minute } = parts(iso, language);
  return `${hour}:${minute}`;
}

/** "Dienstag, 13.10.2009"; the town hall's clock passes "de" and always shows the German weekday. */
export function dayOf(iso, locale = language) {
  const { weekday, day, month, year } = parts(iso, locale);
  return `${weekday}, ${day}.${month}.${year}`;
}

/** "13.10." for the list of people. */
export function shortDayOf(iso) {
  const { day, month } = parts(iso, language);
  return `${day}.${month}.`;
}

/** The value of a datetime-local field. */
export function fieldValueOf(iso) {
  const { year, month, day, hour, minute } = parts(iso, language);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}
