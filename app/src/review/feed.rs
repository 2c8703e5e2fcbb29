//! Calendars to subscribe to (iCalendar, RFC 5545).
//!
//! Every event keeps its UID for ever. SEQUENCE is the number of changes to the whole schedule: it only grows, so that an
//! estimate that becomes a date, a date that moves and one that is taken back arrive as updates of the same event. Instants
//! are in UTC; what takes whole days has DATE values, which no zone moves. A deadline is an instant: its event is the last
//! hour before 23:59 in Geneva.

use backend::{
    feed::{Feed, Names},
    mail::host_of,
    review::Change,
    workshop,
};
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use domain::review::{Review, SESSION_DAYS, Sessions, Step, When, deadline_instant, timeline, today_in_geneva};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use super::words::{source_line, step_name};
use crate::{
    href,
    i18n::{date, t},
};

/// The address of the installation, and the time.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a> {
    /// Without a slash at the end.
    pub base_url: &'a str,
    /// Now.
    pub now: DateTime<Utc>,
}

/// The number of the rules of estimates: it grows when they change, so that calendars take the new ranges.
const EDITION: u32 = 1;

fn sequence(all: &[Review]) -> u32 {
    all.iter().map(|r| r.revision).sum::<u32>() + EDITION
}

struct Writer<'a> {
    at: Address<'a>,
    calendar: Calendar,
    sequence: u32,
    changed: DateTime<Utc>,
    /// Where names are hidden, ids of events are too: a hash with this.
    key: Option<String>,
}

impl<'a> Writer<'a> {
    fn new(at: Address<'a>, name: &str, all: &[Review], changed: Option<DateTime<Utc>>) -> Self {
        let mut calendar = Calendar::empty();
        for (key, value) in
            [("VERSION", "2.0"), ("PRODID", "-//Upright//UPR calendar//EN"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
        {
            calendar.append_property(Property::new(key, value));
        }
        calendar.name(name).ttl(&Duration::hours(6));
        Self { at, calendar, key: None, sequence: sequence(all), changed: changed.unwrap_or(DateTime::UNIX_EPOCH + Duration::days(20_000)) }
    }

    fn event(&self, uid: &str, summary: &str, status: EventStatus) -> Event {
        let host = host_of(self.at.base_url);
        let mut event = Event::new();
        let uid = match &self.key {
            Some(key) => backend::token::hash(&format!("{key} {uid}")).chars().take(32).collect(),
            None => uid.to_owned(),
        };
        event.uid(&format!("{uid}@{host}")).summary(summary).status(status).sequence(self.sequence);
        // the same bytes until something changes
        event.timestamp(self.changed).last_modified(self.changed);
        event
    }

    fn days(event: &mut Event, from: NaiveDate, until: NaiveDate) {
        event.starts(from).ends(until + Days::new(1)).add_property("TRANSP", "TRANSPARENT");
    }

    fn deadline(event: &mut Event, on: NaiveDate) {
        let end = deadline_instant(on);
        event.starts(end - Duration::hours(1)).ends(end).add_property("TRANSP", "TRANSPARENT");
    }

    /// A step of a review, or of several that share it. Nothing is said of what nobody knows.
    fn step(&mut self, uid: &str, step: Step, when: &When, names: Option<&str>, details: &str, path: &str) {
        let (known, span) = match (when, when.span()) {
            (When::Known(_), Some(span)) => (true, span),
            (_, Some(span)) => (false, span),
            (_, None) => return,
        };
        let what = match names {
            Some(names) => t!("feed-step", step = step_name(step), state = names),
            None => t!("feed-neutral"),
        };
        let summary = if known { what } else { t!("feed-estimate", what = what) };
        let status = if known { EventStatus::Confirmed } else { EventStatus::Tentative };
        let mut event = self.event(uid, &summary, status);
        if known && step.is_deadline() {
            Self::deadline(&mut event, span.from);
        } else {
            // a session whose end is not known takes the usual two weeks
            let open = step == Step::Review && when.known().is_some_and(|k| k.until.is_none());
            let until = if open { span.from + Days::new(SESSION_DAYS) } else { span.until };
            Self::days(&mut event, span.from, until);
        }
        if !details.is_empty() {
            event.description(details);
        }
        event.url(&format!("{}{path}", self.at.base_url));
        self.calendar.push(event.done());
    }

    /// A date that was known and is not any more.
    fn canceled(&mut self, uid: &str, step: Step, from: NaiveDate, names: Option<&str>) {
        let what = names.map_or_else(|| t!("feed-neutral"), |names| t!("feed-step", step = step_name(step), state = names));
        let mut event = self.event(uid, &what, EventStatus::Cancelled);
        if step.is_deadline() {
            Self::deadline(&mut event, from)
        } else {
            Self::days(&mut event, from, from)
        }
        self.calendar.push(event.done());
    }

    fn text(mut self) -> String {
        fold(&self.calendar.done().to_string())
    }
}

/// Lines of at most 75 octets (RFC 5545, 3.1): the library counts letters, of which some take several.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 50);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > 75 {
                out.push_str("\r\n ");
                used = 1;
            }
            out.push(c);
            used += c.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}

fn details(when: &When) -> String {
    match when {
        When::Known(known) => source_line(known),
        When::Estimated(_, rule) => t!("date-source-rule", source = rule.source.clone(), date = date(rule.checked_on)),
        When::Unknown(_) => String::new(),
    }
}

/// `/calendar.ics`: sessions and deadlines of all States, each once for all States that share it.
pub fn public_feed(at: Address<'_>, all: &[Review], changes: &[Change]) -> String {
    let mut writer = Writer::new(at, &t!("feed-name"), all, changes.first().map(|c| c.at));
    let sessions = Sessions::of(all);
    type Shared<'a> = Vec<(&'a Review, When)>;
    let mut groups: std::collections::BTreeMap<(u32, u32, Step), Shared<'_>> = std::collections::BTreeMap::new();
    for review in all {
        for step in [Step::Submission, Step::Review] {
            groups.entry((review.cycle, review.session, step)).or_default().push((review, domain::review::when(review, step, &sessions)));
        }
    }
    for ((cycle, session, step), rows) in groups {
        // most States of a session share a date: the event of the session is theirs, the others have their own
        let Some(common) = common(&rows) else { continue };
        let (same, other): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, when)| when.span() == common.span());
        let names = same.iter().map(|(r, _)| r.state.clone()).collect::<Vec<_>>().join(", ");
        let text = t!("feed-session-details", states = names, source = details(&common));
        let title = t!("session-title", number = session.to_string());
        writer.step(
            &format!("session-{cycle}-{session}-{}", step.name()),
            step,
            &common,
            Some(&title),
            &text,
            &format!("{}?session={session}", href::CALENDAR),
        );
        for (review, when) in other {
            let uid = format!("review-{cycle}-{}-{}", review.iso3, step.name());
            writer.step(&uid, step, &when, Some(&review.state), &details(&when), &href::country(&review.iso3));
        }
    }
    writer.text()
}

fn common(rows: &[(&Review, When)]) -> Option<When> {
    let count = |when: &When| rows.iter().filter(|(_, other)| other.span() == when.span()).count();
    rows.iter().map(|(_, when)| when).filter(|w| w.span().is_some()).max_by_key(|w| count(w)).cloned()
}

/// `/countries/{iso3}.ics`: all steps of a State's reviews.
pub fn state_feed(at: Address<'_>, all: &[Review], changes: &[Change], iso3: &str) -> Option<String> {
    let own: Vec<&Review> = all.iter().filter(|r| r.iso3 == iso3).collect();
    let state = own.first()?.state.clone();
    let mut writer = Writer::new(at, &t!("feed-name-state", state = state), all, changes.first().map(|c| c.at));
    reviews(&mut writer, &own, all, changes, &Step::ALL, Names::Shown);
    Some(writer.text())
}

fn reviews(writer: &mut Writer<'_>, own: &[&Review], all: &[Review], changes: &[Change], steps: &[Step], names: Names) {
    let sessions = Sessions::of(all);
    let today = today_in_geneva(writer.at.now);
    for review in own {
        let name = (names == Names::Shown).then_some(review.state.as_str());
        for (step, when) in timeline(review, &sessions).into_iter().filter(|(step, _)| steps.contains(step)) {
            let uid = format!("review-{}-{}-{}", review.cycle, review.iso3, step.name());
            let over = matches!(when, When::Estimated(span, _) if span.until < today);
            if when.span().is_some() && !over {
                let details = if names == Names::Shown { details(&when) } else { String::new() };
                let path = if names == Names::Shown { href::country(&review.iso3) } else { href::HOME.to_owned() };
                writer.step(&uid, step, &when, name, &details, &path);
                continue;
            }
            // it was in calendars and is nowhere now
            let last = changes.iter().find(|c| c.moved.iso3 == review.iso3 && c.moved.cycle == review.cycle && c.moved.step == step);
            if let Some(old) = last.filter(|c| c.moved.new.is_none()).and_then(|c| c.moved.old) {
                writer.canceled(&uid, step, old.from, name);
            }
        }
    }
}

/// `/feeds/{token}.ics`: a person's own meetings, and the dates of their States.
pub fn own_feed(at: Address<'_>, feed: &Feed, changes: &[Change]) -> String {
    let mut writer = Writer::new(at, &t!("feed-name-own"), &feed.all, changes.first().map(|c| c.at));
    let own: Vec<&Review> = feed.own.iter().collect();
    writer.key = (feed.names == Names::Hidden).then(|| feed.key.clone());
    reviews(&mut writer, &own, &feed.all, changes, &[Step::Submission, Step::Review, Step::Adoption], feed.names);
    // meetings have the ids that letters about them have, so that a calendar holds each once; they name nothing
    writer.key = None;
    for meeting in &feed.meetings {
        let title = if feed.names == Names::Shown { meeting.title.clone() } else { "Upright".to_owned() };
        let status = if meeting.canceled { EventStatus::Cancelled } else { EventStatus::Confirmed };
        let mut event = writer.event(&workshop::calendar_id(meeting.id), &title, status);
        event.sequence(meeting.sequence).starts(meeting.starts_at).ends(meeting.ends_at);
        event.url(&format!("{}{}", at.base_url, href::workshop(meeting.workshop)));
        writer.calendar.push(event.done());
    }
    writer.text()
}
