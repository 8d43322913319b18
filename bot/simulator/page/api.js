// The page's way to the people's HTTP door (people_api.py). Everything is relative to /people/.

import { notifyFailure } from "./notices.js";

async function answerOf(response) {
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

async function get(path) {
  return answerOf(await fetch(path, { cache: "no-store" }));
}

async function post(path, body, type = "application/json") {
  try {
    return await answerOf(await fetch(path, { method: "POST", headers: { "Content-Type": type }, body }));
  } catch (error) {
    notifyFailure(error.message);
    return null;
  }
}

/** People with unread counts, the bot's name, the town with its clock and posters. */
export const fetchState = () => get("state");

/** One person's chat: messages, commands, keyboards, answers to pressed buttons. */
export const fetchChat = (id) => get(`${id}/chat`);

/** Something this person does: say, press, open, edit, block, unblock, read. */
export const act = (id, action, values = {}) => post(`${id}/${action}`, JSON.stringify(values));

/** This person sends a file; `kind` is voice, photo or document. */
export function upload(id, kind, file, values = {}) {
  const query = new URLSearchParams({ file_name: file.name ?? "", ...values });
  return post(`${id}/${kind}?${query}`, file, file.type || "application/octet-stream");
}

/** Move the town clock: {advance_seconds}, {to} in the town's wall-clock time, or {to_next}. */
export const moveClock = (values) => post("clock", JSON.stringify(values));

export const fileAddress = (file) => `files/${encodeURIComponent(file.id)}`;

/** Call `onEvent` for every change and `onConnection(true|false)` when the stream opens or breaks. */
export function listen(onEvent, onConnection) {
  const stream = new EventSource("events");
  stream.onopen = () => onConnection(true);
  stream.onerror = () => onConnection(false);
  stream.onmessage = (event) => onEvent(JSON.parse(event.data));
}
