// One side of the window: somebody's Slack. It knows who, where and which thread, and fetches what that person sees.

import { startDirect } from "./acts.js";
import { get, post } from "./api.js";
import { deskOf } from "./desk.js";
import { coalesce, el, fill, icon, iconButton, redraw } from "./dom.js";
import { furnish } from "./furniture.js";
import { openMenu } from "./menu.js";
import { isReply } from "./message.js";
import { roleBadge, roleOf } from "./roles.js";
import { fillSidebar, personButton, placeSign, placeTitle } from "./sidebar.js";
import { HOME, permalink, rememberSeat, seatFromQuery } from "./state.js";
import { appName, channel, channelName, channelsOf, colourOf, isDirect, person, teamOf } from "./world.js";

export class Pane {
  constructor(side, onPerson) {
    this.side = side;
    this.onPerson = onPerson;
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
    furnish(this);
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

  /** Goes where a step of the guide plays, and puts its words into the box. */
  show(step) {
    const stays = step.in_thread && this.channel === step.channel;
    this.modals.close();
    [this.me, this.channel, this.thread] = [step.person, step.channel, stays ? this.thread : ""];
    this.arrive();
    this.whenThere = () => {
      if (step.in_thread) this.thread ||= this.newestThread();
      this.paint();
      rememberSeat(this);
      (this.thread ? this.threadBox : this.channelBox).suggest(step.say);
    };
  }

  newestThread() {
    return this.messages.findLast((one) => one.reply_count && !isReply(one))?.ts || "";
  }

  /** Where one writes, or what there is instead. */
  focus() {
    if (this.layer.isOpen()) return this.layer.node.querySelector("input, textarea, select, button")?.focus();
    if (this.channel === HOME) return this.home.node.focus();
    return (this.thread ? this.threadBox : this.channelBox).focus();
  }

  pickPerson() {
    this.who.querySelector("button").click();
  }

  pickChannel() {
    const items = channelsOf(this.me).map((place) => ({ node: placeSign(place), label: channelName(place, this.me), checked: place.id === this.channel, pick: () => this.open(place.id) }));
    openMenu(this.placeHead.offsetParent ? this.placeHead : this.who, { label: "Go to a channel", groups: [{ title: "Go to", items }] });
  }

  /** The channel above or below. */
  step(by) {
    const all = [...this.nav.querySelectorAll(".nav-item:not(.nav-join)")];
    const here = all.findIndex((one) => one.hasAttribute("aria-current"));
    all[(here + by + all.length) % all.length]?.click();
  }

  open(channelId) {
    [this.channel, this.thread, this.editing] = [channelId, "", null];
    this.arrive();
    this.focus();
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
    this.onPerson(this);
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
      this.whenThere?.();
      this.whenThere = null;
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
    redraw(this.role, this.me, () => roleBadge(person(this.me)));
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

  /** What a row shows that the message itself does not say: what the app is doing in its thread. */
  dressed(message) {
    return { ...message, status: this.thread === message.ts ? "" : this.statuses.get(message.ts) };
  }

  intro(name) {
    if (this.messages.length) return null;
    const asks = ["customer", "guest"].includes(roleOf(person(this.me)));
    const words = asks ? `Ask something, for example “How do I reset my password?”, and ${appName()} will answer in a thread.` : "Nothing here yet. What the customer's side sets off will show up here.";
    return { version: name + this.me, render: () => el("div.empty", {}, icon("comment"), el("h3", {}, `This is ${name}`), el("p", {}, words)) };
  }

  paintSidebar() {
    fillSidebar(this.nav, { me: this.me, channel: this.channel, unread: this.unread, open: (id) => this.open(id), join: (id) => this.attempt(post("join", { as: this.me, channel: id })).then(() => this.open(id)), startDirect: () => startDirect(this) });
  }

  // --- what this person does

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
