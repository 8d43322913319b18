// What a person can send besides text: samples made here on the spot, or files of the computer.

import { upload } from "./api.js";
import { el } from "./dom.js";
import { popup } from "./popup.js";
import { word } from "./words.js";

const RATE = 8000;
const SAMPLE_SECONDS = 3;

function wavHeader(view, bytes) {
  const write = (at, text) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  write(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, "data");
  view.setUint32(40, bytes, true);
}

/** Three seconds of humming with the rhythm of speech, as a WAV file. */
export function sampleVoice() {
  const count = RATE * SAMPLE_SECONDS;
  const view = new DataView(new ArrayBuffer(44 + count * 2));
  wavHeader(view, count * 2);
  for (let index = 0; index < count; index += 1) {
    const second = index / RATE;
    const loudness = Math.max(0, Math.sin(second * 2 * Math.PI * 2.5)) * 5000;
    const pitch = 150 + 30 * Math.sin(second * 4);
    view.setInt16(44 + index * 2, loudness * Math.sin(second * 2 * Math.PI * pitch), true);
  }
  return new File([view.buffer], "voice.wav", { type: "audio/wav" });
}

/** A drawn flipchart as a PNG file. */
export async function samplePhoto() {
  const canvas = el("canvas", { width: 480, height: 600 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#8a9a92";
  pen.fillRect(0, 0, 480, 600);
  pen.fillStyle = "#fbfaf4";
  pen.fillRect(50, 40, 380, 500);
  pen.fillStyle = "#1f3f3c";
  pen.font = "bold 34px sans-serif";
  pen.fillText("AG", 80, 105);
  pen.fillRect(80, 122, 320, 4);
  pen.fillStyle = "#43605d";
  [300, 240, 280, 180].forEach((width, index) => pen.fillRect(104, 175 + index * 80, width - 30, 12));
  [0, 1, 2, 3].forEach((index) => pen.fillRect(80, 175 + index * 80, 12, 12));
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return new File([blob], "flipchart.png", { type: "image/png" });
}

function chooser(personId, kind, accept) {
  return el("input", {
    type: "file", accept, hidden: true, "data-testid": `file-${kind}`,
    onchange: (event) => {
      for (const file of event.target.files) upload(personId, kind, file);
      event.target.value = "";
    },
  });
}

/** The "attach" button with its list and the hidden file fields. */
export function attachButton(personId) {
  const files = {
    voice: chooser(personId, "voice", "audio/*"),
    photo: chooser(personId, "photo", "image/*"),
    document: chooser(personId, "document", null),
  };
  const record = () => upload(personId, "voice", sampleVoice(), { duration: SAMPLE_SECONDS });
  const takePhoto = async () => upload(personId, "photo", await samplePhoto());
  const entries = () => [
    { node: word("sampleVoice"), testid: "sample-voice", choose: record },
    { node: word("samplePhoto"), testid: "sample-photo", choose: takePhoto },
    { node: word("uploadVoice"), testid: "upload-voice", choose: () => files.voice.click() },
    { node: word("uploadPhoto"), testid: "upload-photo", choose: () => files.photo.click() },
    { node: word("uploadDocument"), testid: "upload-document", choose: () => files.document.click() },
  ];
  const root = popup(word("attach"), "attach", entries, "");
  root.append(...Object.values(files));
  return root;
}
