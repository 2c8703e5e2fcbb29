//! The attendance list of a video call, as Zoom, BigBlueButton and Microsoft Teams export it: who was there from when
//! until when. A reconnect is a second stretch of the same person, never a second person.
//!
//! Columns are found by the words of the heading (Zoom, in six languages) or by position (BigBlueButton, Teams, whose
//! headings are translated but keep their order). The files name no time zone (but for a heading that ends in "(UTC)"):
//! it must be told. Day or month first is decided over the whole file, by the day of the meeting.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::{stretch::merged, tokens::without_marks};

/// The program that wrote a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Program {
    /// Zoom's report of participants.
    Zoom,
    /// BigBlueButton's learning dashboard.
    BigBlueButton,
    /// Teams' attendance report with sections.
    Teams,
    /// Teams' older list of who joined and left.
    TeamsOld,
}

/// Somebody in the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// The name shown in the call, without "(Host)" and the like.
    pub name: String,
    /// Their address, if the list has it.
    pub email: Option<String>,
    /// From when until when, in the zone of the list; overlaps are merged.
    pub spans: Vec<(NaiveDateTime, NaiveDateTime)>,
}

/// A list that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallList {
    /// Who wrote it.
    pub program: Program,
    /// Whether its times say that they are UTC.
    pub utc: bool,
    /// One for each person.
    pub callers: Vec<Caller>,
}

/// Why a list can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// The columns are those of none of the programs.
    Columns,
    /// The list has totals only: in Zoom, "Show unique users" was ticked.
    NoTimes,
    /// A time in this line can't be read.
    Time {
        /// Number of the line, from 1.
        line: usize,
    },
    /// No time is near the meeting: the list is of another day.
    OtherDay,
    /// Nobody is in it.
    Nobody,
}

struct RawRow {
    line: usize,
    name: String,
    email: Option<String>,
    from: String,
    until: String,
    /// Seconds that the program says they were there, where a gap does not show otherwise.
    seconds: Option<i64>,
}

/// Reads the rows of a list of a meeting that was planned for `day`, from `day`'s midnight (in the zone of the list).
///
/// # Errors
/// [`Unreadable`].
pub fn read(rows: &[Vec<String>], day: NaiveDate, ends_at: NaiveDateTime) -> Result<CallList, Unreadable> {
    let (program, utc, raw) = recognise(rows)?;
    let raw = raw?;
    if raw.is_empty() {
        return Err(Unreadable::Nobody);
    }
    let near = |t: NaiveDateTime| (t.date() - day).num_days().abs() <= 1;
    let mut first_bad = None;
    let mut elsewhere = false;
    for order in [Order::Month, Order::Day, Order::Year] {
        match times(&raw, order, ends_at) {
            Ok(spans) if spans.iter().any(|(from, _)| near(*from)) => {
                return Ok(CallList { program, utc, callers: together(&raw, &spans) });
            }
            Ok(_) => elsewhere = true,
            Err(line) => first_bad = first_bad.or(Some(line)),
        }
    }
    Err(if elsewhere { Unreadable::OtherDay } else { Unreadable::Time { line: first_bad.unwrap_or(1) } })
}

fn times(raw: &[RawRow], order: Order, ends_at: NaiveDateTime) -> Result<Vec<(NaiveDateTime, NaiveDateTime)>, usize> {
    raw.iter()
        .map(|row| {
            let from = time(&row.from, order).ok_or(row.line)?;
            // whoever was still there when the list was made stayed to the end
            let until = match row.until.trim() {
                "" | "-" => ends_at.max(from),
                text => time(text, order).ok_or(row.line)?,
            };
            // a gap that the program only tells as a shorter sum is taken off the end
            let until = row.seconds.map_or(until, |s| until.min(from + Duration::seconds(s)));
            Ok((from, until.max(from)))
        })
        .collect()
}

/// One caller for each address, or name where there is none; stretches merged.
fn together(raw: &[RawRow], spans: &[(NaiveDateTime, NaiveDateTime)]) -> Vec<Caller> {
    let mut email_of: BTreeMap<String, String> = BTreeMap::new();
    for row in raw {
        if let Some(email) = &row.email {
            email_of.insert(name_key(&row.name), email.clone());
        }
    }
    let mut callers: Vec<(String, Caller)> = Vec::new();
    for (row, span) in raw.iter().zip(spans) {
        // a second device without an address, by the same name, is the same person
        let email = row.email.clone().or_else(|| email_of.get(&name_key(&row.name)).cloned());
        let key = email.clone().unwrap_or_else(|| name_key(&row.name));
        match callers.iter_mut().find(|(k, _)| *k == key) {
            Some((_, caller)) => caller.spans.push(*span),
            None => callers.push((key, Caller { name: row.name.clone(), email, spans: vec![*span] })),
        }
    }
    callers.into_iter().map(|(_, caller)| Caller { spans: merged(caller.spans), ..caller }).collect()
}

/// A name as names are compared: without case, marks, order of words and what stands in brackets.
pub fn name_key(name: &str) -> String {
    let plain = without_marks(&bare(name)).to_lowercase();
    let mut words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.join(" ")
}

/// How many words of two names are shared, in per cent of all of them (Jaccard). Stricter than [`crate::matching::likeness`]:
/// people of one roll write themselves the same way in its call, mostly.
pub fn words_shared(a: &str, b: &str) -> u32 {
    let (a, b) = (name_key(a), name_key(b));
    let (a, b): (std::collections::BTreeSet<&str>, std::collections::BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let shared = a.intersection(&b).filter(|w| !w.is_empty()).count();
    let all = a.union(&b).filter(|w| !w.is_empty()).count();
    u32::try_from((shared * 100).checked_div(all).unwrap_or(0)).unwrap_or(0)
}

/// A name without what a program or a person hangs on it in brackets.
fn bare(name: &str) -> String {
    let mut depth = 0_u32;
    let kept: String = name
        .chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

type Recognised = (Program, bool, Result<Vec<RawRow>, Unreadable>);

fn folded(cell: &str) -> String {
    cell.trim().to_lowercase().replace('-', "")
}

fn recognise(rows: &[Vec<String>]) -> Result<Recognised, Unreadable> {
    let cell = |row: &[String], n: usize| row.get(n).map(|c| c.trim().to_owned()).unwrap_or_default();
    // Teams, with sections: the third has a row for each connection
    let section = |n: char| rows.iter().position(|r| cell(r, 0).starts_with(&format!("{n}. ")));
    if let Some(at) = section('3').or(section('2')) {
        let own_rows = section('3').is_some();
        let utc = rows.get(at + 1).is_some_and(|r| cell(r, 1).to_lowercase().ends_with("(utc)"));
        let body = rows.iter().enumerate().skip(at + 2).take_while(|(_, r)| !(cell(r, 0).chars().nth(1) == Some('.') && r.len() < 3));
        let found = body.filter(|(_, r)| r.len() >= 4 && !cell(r, 0).is_empty()).map(|(line, r)| RawRow {
            line: line + 1,
            name: bare(&cell(r, 0)),
            email: address(&cell(r, 4)),
            from: cell(r, 1),
            until: cell(r, 2),
            seconds: (!own_rows).then(|| duration(&cell(r, 3))).flatten(),
        });
        return Ok((Program::Teams, utc, Ok(found.collect())));
    }
    for (at, row) in rows.iter().enumerate().take(40) {
        let heading: Vec<String> = row.iter().map(|c| folded(c)).collect();
        if is_teams_old(&heading) {
            return Ok((Program::TeamsOld, false, Ok(teams_old(rows, at))));
        }
        if heading.len() >= 12 && heading.get(1).is_some_and(|h| h == "moderator") && heading.first().is_some_and(|h| h == "name") {
            // chats, talks, emojis … of the recording's gem put joining elsewhere: found by its word
            let join = heading.iter().position(|h| ["join", "joined", "teilnahme"].contains(&h.as_str())).unwrap_or(9);
            let found = rows.iter().enumerate().skip(at + 1).filter(|(_, r)| r.len() > join + 1 && !cell(r, join).is_empty());
            let found = found.map(|(line, r)| RawRow {
                line: line + 1,
                name: bare(&cell(r, 0)),
                email: None,
                from: cell(r, join),
                until: cell(r, join + 1),
                seconds: duration(&cell(r, join + 2)),
            });
            return Ok((Program::BigBlueButton, false, Ok(found.collect())));
        }
        if let Some(found) = zoom(rows, at, &heading) {
            return Ok((Program::Zoom, false, found));
        }
    }
    Err(Unreadable::Columns)
}

const ZOOM_NAME: [&str; 5] =
    ["name (original name)", "nombre (nombre original)", "nome (nome original)", "nome (nome originale)", "name (ursprünglicher name)"];
const ZOOM_JOIN: [&str; 7] =
    ["join time", "hora de entrada", "hora para unirse", "ingressar na hora", "ora di ingresso", "beitrittszeit", "heure d’arrivée"];

fn zoom(rows: &[Vec<String>], at: usize, heading: &[String]) -> Option<Result<Vec<RawRow>, Unreadable>> {
    let name = heading.iter().position(|h| ZOOM_NAME.contains(&h.as_str()))?;
    let Some(join) = heading.iter().position(|h| ZOOM_JOIN.contains(&h.as_str())) else { return Some(Err(Unreadable::NoTimes)) };
    // the last column tells who only waited to be let in
    let waiting = heading.iter().position(|h| h.contains("waiting room") || h.contains("sala d") || h.contains("warteraum"));
    let cell = |row: &[String], n: usize| row.get(n).map(|c| c.trim().to_owned()).unwrap_or_default();
    let found = rows.iter().enumerate().skip(at + 1).filter(|(_, r)| !cell(r, name).is_empty() && !cell(r, join).is_empty());
    let let_in = found.filter(|(_, r)| {
        let waits = waiting.map(|w| folded(&cell(r, w))).unwrap_or_default();
        !["yes", "sí", "sì", "sim", "ja", "oui"].contains(&waits.as_str())
    });
    let raw = let_in.map(|(line, r)| RawRow {
        line: line + 1,
        name: bare(&cell(r, name)),
        email: address(&cell(r, name + 1)),
        from: cell(r, join),
        until: cell(r, join + 1),
        seconds: None,
    });
    Some(Ok(raw.collect()))
}

fn is_teams_old(heading: &[String]) -> bool {
    let action = |h: &String| h.contains("user action") || h.contains("action de l");
    heading.len() == 3 && heading.get(1).is_some_and(action)
}

/// Pairs who joined with who left, person by person.
fn teams_old(rows: &[Vec<String>], at: usize) -> Vec<RawRow> {
    let mut raw: Vec<RawRow> = Vec::new();
    for (line, row) in rows.iter().enumerate().skip(at + 1) {
        let [name, action, when] = row.as_slice() else { continue };
        let (name, action) = (bare(name), folded(action));
        let leaves = action == "left" || action.starts_with("a quitt");
        let open = raw.iter_mut().rev().find(|r| name_key(&r.name) == name_key(&name) && r.until.is_empty());
        match (leaves, open) {
            (true, Some(open)) => when.trim().clone_into(&mut open.until),
            (true, None) => {}
            (false, _) => {
                raw.push(RawRow { line: line + 1, name, email: None, from: when.trim().to_owned(), until: String::new(), seconds: None });
            }
        }
    }
    raw
}

fn address(text: &str) -> Option<String> {
    crate::form::email(text).ok()
}

/// `02:23:30`, or `2h 9m 29s` in any language that puts hours, minutes and seconds in this order.
fn duration(text: &str) -> Option<i64> {
    let numbers: Vec<i64> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).map(|p| p.parse().ok()).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [h, m, s] => Some(h * 3600 + m * 60 + s),
        // without hours: minutes and seconds; hours and minutes are told from their letters
        [a, b] if text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_lowercase().starts_with(['h', 'g']) => {
            Some(a * 3600 + b * 60)
        }
        [a, b] => Some(a * 60 + b),
        [s] => Some(*s),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Month,
    Day,
    Year,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date and time in one of the ways these programs write them.
fn time(text: &str, order: Order) -> Option<NaiveDateTime> {
    let text =
        text.replace(['\u{202f}', '\u{a0}', ',', '"', '\u{200e}', 'T'], " ").to_lowercase().replace(" à ", " ").replace(" klo ", " ");
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let half = match *words.last()? {
        "am" | "a.m." => Some(0),
        "pm" | "p.m." => Some(12),
        _ => None,
    };
    if half.is_some() {
        words.pop();
    }
    let clock = words.pop()?;
    let parts: Vec<u32> = clock.split([':', '.']).map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let (hour, minute, second) = match *parts.as_slice() {
        [h, m] => (h, m, 0),
        [h, m, s] => (h, m, s),
        _ => return None,
    };
    let hour = match half {
        Some(add) if (1..=12).contains(&hour) => hour % 12 + add,
        Some(_) => return None,
        None => hour,
    };
    Some(date(&words.join(" "), order)?.and_time(NaiveTime::from_hms_opt(hour, minute, second)?))
}

fn date(text: &str, order: Order) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(|c: char| ['/', '.', '-', ' '].contains(&c)).filter(|p| !p.is_empty()).collect();
    let [a, b, c] = *parts.as_slice() else { return None };
    if let Some(month) = MONTHS.iter().position(|m| a.starts_with(m)) {
        return NaiveDate::from_ymd_opt(year(c)?, u32::try_from(month).ok()? + 1, b.parse().ok()?);
    }
    let (y, m, d) = match order {
        Order::Month => (c, a, b),
        Order::Day => (c, b, a),
        Order::Year => (a, b, c),
    };
    NaiveDate::from_ymd_opt(year(y)?, m.parse().ok()?, d.parse().ok()?)
}

fn year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
