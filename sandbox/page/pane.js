// One side of the window: somebody's Slack. It knows who, where and which thread, and fetches what that person sees.

import { get, post } from "./api.js";
import { composer } from "./composer.js";
import { deskOf } from "./desk.js";
import { ask, dialogLayer } from "./dialog.js";
import { coalesce, el, fill, icon, iconButton, redraw } from "./dom.js";
import { homeTab } from "./home.js";
import { isReply } from "./message.js";
import { fillSidebar, personButton, placeTitle } from "./sidebar.js";
import { HOME, permalink, rememberSeat, seatFromQuery } from "./state.js";
import { timeline } from "./timeline.js";
import { modals } from "./views.js";
import { appName, appUserId, channel, channelName, channelsOf, colourOf, hostTeamId, isDirect, loadWorld, members, namesFor, person, teamOf } from "./world.js";

const TITLES = { left: "Customer side", right: "Team side" };

export class Pane {
  constructor(side) {
    this.side = side;
    this.messages = [];
    this.statuses = new Map();
    this.unread = new Set();
    this.seen = new Map();
    this.memories = new Map();
    this.dismissed = new Set();
    this.editing = null;
    this.follow = "";
    this.reload = coalesce(() => this.fetchMessages());
    this.reloadViews = coalesce(() => this.modals.refresh().catch((error) => this.notice(error.message)));
    this.build();
  }

  // --- the furniture

  build() {
    const desk = { me: () => this.me, confirm: (dialog) => ask(this.layer, dialog, namesFor(this.me)), say: (promise) => this.attempt(promise) };
    this.confirm = desk.confirm;
    this.who = el("div.pane-who");
    this.nav = el("nav.sidebar", { "aria-label": "Channels" });
    this.placeHead = el("header.place-head");
    this.channelList = timeline("Messages");
    this.threadList = timeline("Thread");
    this.channelBox = composer({ label: "Message", channelId: () => this.channel, send: (text) => this.send(text) });
    this.threadBox = composer({ label: "Reply", channelId: () => this.channel, broadcast: true, send: (text, how) => this.send(text, this.thread, how) });
    this.home = homeTab(desk);
    this.homeHead = el("header.place-head");
    this.homeView = el("section.home-view", { hidden: true }, this.homeHead, this.home.node);
    this.channelView = el("section.channel-view", {}, this.placeHead, this.channelList.node, this.channelBox.node);
    this.threadHead = el("header.place-head");
    this.threadView = el("section.thread-view", { "aria-label": "Thread", hidden: true, onkeydown: (event) => this.threadKeys(event) }, this.threadHead, this.threadList.node, this.threadBox.node);
    this.notes = el("div.pane-notes", { role: "status", "aria-live": "polite" });
    this.stage = el("div.stage", { onclick: (event) => this.followLink(event) }, this.channelView, this.threadView, this.homeView);
    this.body = el("div.pane-body", {}, this.nav, this.stage);
    this.layer = dialogLayer(this.body);
    this.modals = modals(this.layer, desk);
    this.node = el("section.pane", { id: `pane-${this.side}`, "aria-label": TITLES[this.side] },
      el("header.pane-head", {}, this.who, el("span.pane-title", {}, TITLES[this.side])), this.body, this.layer.node, this.notes);
  }

  start() {
    const seat = seatFromQuery(this.side);
    [this.me, this.channel, this.thread] = [seat.person, seat.channel, seat.thread];
    this.arrive();
  }

  // --- moving about

  be(personId) {
    this.modals.close();
    this.me = personId;
    this.unread.clear();
    const stays = this.channel === HOME || channelsOf(personId).some((place) => place.id === this.channel);
    if (!stays) [this.channel, this.thread] = [channelsOf(personId)[0]?.id || "", ""];
    this.arrive();
  }

  open(channelId) {
    [this.channel, this.thread, this.editing] = [channelId, "", null];
    this.arrive();
    if (channelId !== HOME) this.channelBox.focus();
  }

  openThread(ts) {
    this.thread = ts;
    rememberSeat(this);
    this.paint();
    this.threadList.toEnd();
    this.threadBox.focus();
  }

  closeThread() {
    const ts = this.thread;
    this.thread = "";
    this.follow = "";
    rememberSeat(this);
    this.paint();
    (this.channelView.querySelector(`[data-ts="${CSS.escape(ts)}"] .thread-link`) || this.channelView.querySelector("textarea"))?.focus();
  }

  arrive() {
    this.editing = null;
    this.messages = [];
    this.unread.delete(this.channel);
    rememberSeat(this);
    this.node.style.setProperty("--team", colourOf(teamOf(person(this.me))));
    this.paint();
    if (this.channel === HOME) this.home.open();
    else this.reload();
    this.reloadViews();
  }

  /** A permalink of the sandbox opens here instead of in a new window. */
  followLink(event) {
    const place = permalink(event.target.closest("a")?.href);
    if (!place) return;
    event.preventDefault();
    this.goTo(place);
  }

  goTo(place) {
    if (!channelsOf(this.me).some((one) => one.id === place.channel)) return this.notice("This person is not a member of the channel the link leads to.");
    [this.channel, this.thread, this.editing, this.follow] = [place.channel, place.thread || place.ts, null, ""];
    this.arrive();
  }

  threadKeys(event) {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    this.closeThread();
    event.stopPropagation();
  }

  // --- what this person sees

  async fetchMessages() {
    const [me, place] = [this.me, this.channel];
    if (!place || place === HOME) return;
    try {
      const { messages, statuses = [] } = await get("messages", { as: me, channel: place });
      if (me !== this.me || place !== this.channel) return;
      this.messages = messages.filter((message) => !this.dismissed.has(message.ts));
      this.statuses = new Map(statuses.map((one) => [one.thread_ts, one.status || one.loading_messages?.[0] || ""]));
      const opened = this.messages.find((message) => message.ts === this.thread);
      if (opened && isReply(opened)) this.thread = opened.thread_ts;
      this.seen.set(place, this.messages.at(-1)?.ts || "0");
      this.followAnswer();
      this.paint();
    } catch (error) {
      this.notice(error.message);
    }
  }

  /** Whoever asks something in the channel is taken to the thread once an answer begins. */
  followAnswer() {
    const isAnswered = this.statuses.has(this.follow) || this.messages.some((message) => isReply(message) && message.thread_ts === this.follow);
    if (!this.follow || this.thread || !isAnswered) return;
    this.thread = this.follow;
    this.follow = "";
    rememberSeat(this);
    if (this.channelView.contains(document.activeElement)) requestAnimationFrame(() => this.threadBox.focus());
  }

  paint() {
    const place = channel(this.channel);
    const isHome = this.channel === HOME;
    redraw(this.who, this.me, () => personButton(this.me, (id) => this.be(id)));
    this.paintSidebar();
    this.homeView.hidden = !isHome;
    this.channelView.hidden = isHome;
    this.threadView.hidden = isHome || !this.thread;
    this.stage.classList.toggle("with-thread", !this.threadView.hidden);
    if (isHome) return void fill(this.homeHead, el("h2.place-name", {}, icon("home"), appName()), el("span.place-topic", {}, "Home"));
    const name = place ? channelName(place, this.me) : "";
    const sign = isDirect(place) ? "" : "#";
    redraw(this.placeHead, `${this.me}/${this.channel}/${name}/${place?.topic}`, () => placeTitle(place, this.me));
    this.channelBox.open(`${this.me}/${this.channel}`, `Message ${sign}${name}`);
    const inChannel = this.messages.filter((one) => !isReply(one) || one.subtype === "thread_broadcast");
    this.channelList.show(inChannel.map((one) => this.dressed(one)), deskOf(this), { where: `${this.me}/${this.channel}`, intro: this.intro(`${sign}${name}`) });
    if (this.thread) this.paintThread(`${sign}${name}`);
    else this.threadList.show([], deskOf(this), { where: "" });
  }

  paintThread(name) {
    const root = this.messages.find((one) => one.ts === this.thread);
    const replies = this.messages.filter((one) => isReply(one) && one.thread_ts === this.thread);
    redraw(this.threadHead, name, () => [iconButton("arrow", "Back to the channel", () => this.closeThread(), { class: "back" }),
      el("h2.place-name", {}, "Thread"), el("span.place-topic", {}, name), iconButton("close", "Close thread", () => this.closeThread(), { class: "close-thread" })]);
    this.threadBox.open(`${this.me}/${this.channel}/${this.thread}`, "Reply …");
    const shown = [root, ...replies].filter(Boolean).map((one) => this.dressed(one));
    this.threadList.show(shown, deskOf(this), { where: `${this.me}/${this.channel}/${this.thread}`, inThread: true, status: this.statuses.get(this.thread) });
  }

  /** What a row shows that the message itself does not say: what the app is doing in its thread, and whom a stream is for. */
  dressed(message) {
    const status = this.thread === message.ts ? "" : this.statuses.get(message.ts);
    const recipient = message.streaming ? message.recipient ?? this.askerBefore(message) : undefined;
    return { ...message, status, recipient };
  }

  askerBefore(message) {
    const thread = this.messages.filter((one) => !one.is_bot && !one.is_ephemeral && [one.ts, one.thread_ts].includes(message.thread_ts));
    return thread.findLast((one) => Number(one.ts) < Number(message.ts))?.author_id;
  }

  intro(name) {
    if (this.messages.length) return null;
    const isCustomer = teamOf(person(this.me)) !== hostTeamId();
    const words = isCustomer ? `Ask something, for example “How do I reset my password?”, and ${appName()} will answer in a thread.` : "Nothing here yet. What the customer's side sets off will show up here.";
    return { version: name + this.me, render: () => el("div.empty", {}, icon("comment"), el("h3", {}, `This is ${name}`), el("p", {}, words)) };
  }

  paintSidebar() {
    fillSidebar(this.nav, { me: this.me, channel: this.channel, unread: this.unread, open: (id) => this.open(id), join: (id) => this.attempt(post("join", { as: this.me, channel: id })).then(() => this.open(id)), startDirect: () => this.startDirect() });
  }

  /** Asking for the conversation with the bot's id makes it; the live feed brings it into the list. */
  async startDirect() {
    const answer = await this.attempt(get("messages", { as: this.me, channel: appUserId() }));
    if (!answer) return;
    await loadWorld();
    const direct = channelsOf(this.me).find((place) => isDirect(place) && members(place).includes(appUserId()));
    if (direct) this.open(direct.id);
  }

  // --- what this person does

  async send(text, thread = "", { broadcast } = {}) {
    const command = /^(\/[\w-]+)\s*([\s\S]*)$/.exec(text);
    if (command && thread) throw new Error(`${command[1]} does not work in threads, just as in Slack. Type it in the channel.`);
    if (command) return post("command", { as: this.me, channel: this.channel, command: command[1], text: command[2] });
    const { ts } = await post("post", { as: this.me, channel: this.channel, text, ...(thread && { thread_ts: thread, broadcast: Boolean(broadcast) }) });
    if (!thread) this.follow = ts;
    await this.reload();
    return (thread ? this.threadList : this.channelList).toEnd();
  }

  dismiss(ts) {
    this.dismissed.add(ts);
    this.reload();
  }

  startEdit(ts) {
    this.editing = ts;
    this.paint();
    const field = ts && this.stage.querySelector(".editor textarea");
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }

  memoryOf(ts) {
    const key = `${this.me}/${ts}`;
    if (!this.memories.has(key)) this.memories.set(key, new Map());
    return this.memories.get(key);
  }

  /** Does something; a refusal is said kindly instead of thrown. */
  async attempt(promise) {
    try {
      const answer = await promise;
      this.reload();
      return answer;
    } catch (error) {
      this.notice(error.message);
      return null;
    }
  }

  notice(text) {
    const note = el("div.note", {}, icon("warning"), el("span", {}, text), iconButton("close", "Dismiss", () => note.remove()));
    fill(this.notes, note);
    setTimeout(() => note.remove(), 9000);
  }

  // --- what the live feed says

  hear(frame) {
    const concerns = !frame.people?.length || frame.people.includes(this.me);
    if (["view", "home"].includes(frame.type) && concerns) this.hearView(frame);
    if (!["message", "reaction", "stream", "status"].includes(frame.type)) return;
    if (frame.channel === this.channel) this.reload();
    else if (frame.type === "message" && concerns && this.isNew(frame)) {
      this.unread.add(frame.channel);
      this.paintSidebar();
    }
  }

  hearView(frame) {
    if (frame.type === "view") this.reloadViews();
    if (this.channel === HOME) this.home.refresh().catch((error) => this.notice(error.message));
  }

  isNew({ channel: place, ts }) {
    return channelsOf(this.me).some((one) => one.id === place) && Number(ts) > Number(this.seen.get(place) || 0);
  }

  refreshAll() {
    if (this.channel === HOME) this.home.refresh().catch(() => {});
    else if (!channelsOf(this.me).some((place) => place.id === this.channel)) return this.be(this.me);
    this.paint();
    this.reload();
    return this.reloadViews();
  }

  forgetAll() {
    this.unread.clear();
    this.seen.clear();
    this.memories.clear();
    [this.thread, this.follow, this.editing] = ["", "", null];
    this.arrive();
  }
}
