//! The words of letters. A subject tells nothing to who looks over a shoulder: no country, no topic, no organisation.

use backend::mail::{Letter, Words};

use crate::i18n::{day_and_time, t};

/// Puts a letter into words; `off` is the link that switches reminders off.
pub fn words(letter: &Letter, off: &str) -> Words {
    let text = match letter {
        Letter::Review { link } => t!("letter-review", link = link.clone()),
        Letter::Meeting { link, starts_at, zone } => {
            t!("letter-meeting", link = link.clone(), time = day_and_time(*starts_at, zone), zone = zone.replace('_', " "))
        }
        Letter::Notice { link } => t!("letter-notice", link = link.clone()),
    };
    Words { subject: t!("letter-subject"), text: format!("{text}\n\n{}\n", t!("letter-off", link = off)) }
}
