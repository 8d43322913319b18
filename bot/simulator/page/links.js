// Links to the bot itself stay on the page: they open the chat as Telegram would, with their payload.

import { act } from "./api.js";

let username = "";

/** Learn the bot's name, so that its links are known. */
export function knowBot(bot) {
  username = bot.username.toLowerCase();
}

/** The payload of a link to the bot ("" without one), null for any other address. */
export function payloadOf(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return null;
  if (url.protocol === "tg:" && url.searchParams.get("domain")?.toLowerCase() === username) {
    return url.searchParams.get("start") ?? "";
  }
  const isTelegram = ["t.me", "telegram.me"].includes(url.hostname);
  if (!isTelegram || url.pathname.slice(1).toLowerCase() !== username) return null;
  return url.searchParams.get("start") ?? "";
}

/** A click on a link: what leads to the bot is opened as this person. */
export function openLink(event, personId) {
  const payload = payloadOf(event.currentTarget.href);
  if (payload === null) return;
  event.preventDefault();
  act(personId, "open", { payload });
}
