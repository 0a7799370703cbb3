// The few emoji this page knows by Slack's names; others show as their :name:.

export const EMOJI = {
  white_check_mark: "✅", heavy_check_mark: "✔️", x: "❌", eyes: "👀", raising_hand: "🙋", raised_hand: "✋", hand: "✋",
  wave: "👋", pray: "🙏", "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", clap: "👏", tada: "🎉", heart: "❤️",
  green_heart: "💚", blue_heart: "💙", star: "⭐", sparkles: "✨", fire: "🔥", rocket: "🚀", bulb: "💡", zap: "⚡",
  warning: "⚠️", rotating_light: "🚨", no_entry: "⛔", no_entry_sign: "🚫", question: "❓", grey_question: "❔",
  exclamation: "❗", information_source: "ℹ️", lock: "🔒", unlock: "🔓", key: "🔑", shield: "🛡️", bug: "🐛", beetle: "🐞",
  ticket: "🎫", memo: "📝", pencil: "✏️", pencil2: "✏️", clipboard: "📋", book: "📖", books: "📚", page_facing_up: "📄",
  link: "🔗", paperclip: "📎", mag: "🔍", bell: "🔔", no_bell: "🔕", mega: "📣", loudspeaker: "📢", speech_balloon: "💬",
  thought_balloon: "💭", email: "✉️", envelope: "✉️", inbox_tray: "📥", outbox_tray: "📤", package: "📦", label: "🏷️",
  pushpin: "📌", round_pushpin: "📍", calendar: "📅", date: "📅", clock1: "🕐", alarm_clock: "⏰", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", stopwatch: "⏱️", timer_clock: "⏲️", arrow_right: "➡️", arrow_up: "⬆️", arrow_down: "⬇️",
  repeat: "🔁", arrows_counterclockwise: "🔄", leftwards_arrow_with_hook: "↩️", gear: "⚙️", wrench: "🔧", hammer: "🔨",
  hammer_and_wrench: "🛠️", credit_card: "💳", moneybag: "💰", money_with_wings: "💸", chart_with_upwards_trend: "📈",
  chart_with_downwards_trend: "📉", bar_chart: "📊", robot_face: "🤖", bust_in_silhouette: "👤", busts_in_silhouette: "👥",
  technologist: "🧑‍💻", office: "🏢", house: "🏠", globe_with_meridians: "🌐", construction: "🚧", recycle: "♻️",
  large_green_circle: "🟢", large_yellow_circle: "🟡", large_orange_circle: "🟠", red_circle: "🔴", large_blue_circle: "🔵",
  large_purple_circle: "🟣", white_circle: "⚪", black_circle: "⚫", slightly_smiling_face: "🙂", smile: "😄", grin: "😁",
  blush: "😊", joy: "😂", thinking_face: "🤔", neutral_face: "😐", slightly_frowning_face: "🙁", confused: "😕",
  disappointed: "😞", cry: "😢", sob: "😭", angry: "😠", rage: "😡", worried: "😟", sweat_smile: "😅", wink: "😉",
  sunglasses: "😎", handshake: "🤝", muscle: "💪", point_right: "👉", point_left: "👈", point_up: "☝️", ok_hand: "👌",
  seedling: "🌱", snowflake: "❄️", sunny: "☀️", moon: "🌙", zzz: "💤", coffee: "☕", gift: "🎁", trophy: "🏆", new: "🆕",
  sos: "🆘", one: "1️⃣", two: "2️⃣", three: "3️⃣", four: "4️⃣", five: "5️⃣", lifebuoy: "🛟", ring_buoy: "🛟", broom: "🧹",
  wastebasket: "🗑️", file_folder: "📁", camera: "📷", mailbox: "📫", compass: "🧭", telescope: "🔭", crystal_ball: "🔮",
};

/** What the reaction picker offers. */
export const QUICK = ["white_check_mark", "x", "raising_hand", "eyes", "+1", "-1", "heart", "pray", "tada", "bug"];

export function emoji(name) {
  const plain = String(name).split("::")[0];
  return Object.hasOwn(EMOJI, plain) ? EMOJI[plain] : `:${name}:`;
}
