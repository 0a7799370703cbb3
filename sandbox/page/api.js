// The control API of the sandbox (docs/sandbox.md): requests, kind words for refusals, and the live feed.

const TOKEN_KEY = "sandbox-token";

function readToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get("token");
  if (given) sessionStorage.setItem(TOKEN_KEY, given);
  return given || sessionStorage.getItem(TOKEN_KEY) || "";
}

const token = readToken();
export const hasToken = () => token !== "";

export class ApiError extends Error {
  constructor(code, detail) {
    super((Object.hasOwn(KIND_WORDS, code) && KIND_WORDS[code]) || detail || `The sandbox answered “${code}”.`);
    this.code = code;
    this.detail = detail;
  }
}

const KIND_WORDS = {
  unreachable: "The sandbox is not answering. Is it still running?",
  unauthorized: "The page's key does not fit. Open the address the sandbox printed when it started.",
  command_not_shared: "That belongs to the other company's app. In Slack, people from outside cannot use its commands or shortcuts.",
  app_did_not_respond: "The app did not answer within three seconds. Is it running?",
  message_not_in_streaming_state: "The answer is finished already.",
};

async function request(path, options) {
  let response;
  try {
    response = await fetch(`/control/${path}`, { ...options, headers: { ...options.headers, Authorization: `Bearer ${token}` } });
  } catch {
    throw new ApiError("unreachable");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || answer.ok === false) throw new ApiError(answer.error || `http_${response.status}`, answer.detail);
  return answer;
}

export function get(path, query = {}) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== undefined && value !== null));
  return request(search.size ? `${path}?${search}` : path, {});
}

export function post(path, body = {}) {
  return request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** Keeps a WebSocket to /control/live open. `onState` hears "live" or "lost"; after a gap everything may have changed. */
export function live(onFrame, onState) {
  let wait = 400;
  function connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/control/live?token=${encodeURIComponent(token)}`);
    socket.onopen = () => {
      wait = 400;
      onState("live");
    };
    socket.onmessage = (event) => onFrame(JSON.parse(event.data));
    socket.onclose = () => {
      onState("lost");
      setTimeout(connect, wait);
      wait = Math.min(wait * 1.7, 5000);
    };
  }
  connect();
}
