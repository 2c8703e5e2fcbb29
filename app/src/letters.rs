//! The words of letters. A subject tells nothing to who looks over a shoulder: no country, no topic, no organisation.

use backend::mail::{Letter, Words};

use chrono::NaiveDate;

use crate::{
    i18n::{date, day_and_time, t},
    review::words::deadline_time,
};

/// Puts a letter into words; `link` is the page it leads to, `off` the link that switches reminders off.
pub fn words(letter: &Letter, link: &str, off: &str) -> Words {
    let text = match letter {
        Letter::Review => t!("letter-review", link = link),
        Letter::Meeting { starts_at, zone, .. } => {
            t!("letter-meeting", link = link, time = day_and_time(*starts_at, zone), zone = zone.replace('_', " "))
        }
        Letter::Notice => t!("letter-notice", link = link),
        Letter::Deadlines { on, more, zone } => {
            let when = deadline_time(*on, zone.as_deref().unwrap_or("Europe/Zurich"));
            let more = *more;
            t!("letter-deadlines", link = link, when = when, n = more)
        }
        Letter::DatesMoved { moved } => {
            let day = |on: &Option<NaiveDate>| on.map_or_else(|| t!("letter-date-unknown"), date);
            let lines: Vec<String> = moved.iter().map(|(old, new)| t!("letter-date-line", old = day(old), new = day(new))).collect();
            t!("letter-dates-moved", link = link, lines = lines.join("\n"))
        }
    };
    Words { subject: t!("letter-subject"), text: format!("{text}\n\n{}\n", t!("letter-off", link = off)) }
}
