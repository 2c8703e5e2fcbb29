//! A letter as it travels.

use lettre::{
    Message,
    message::{
        Attachment, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use super::{Mailer, Words};
use crate::error::{Error, Result};

fn broken(e: &dyn std::fmt::Display) -> Error {
    Error::Other(format!("mail: {e}"))
}

/// What a letter is made of besides its words.
pub(crate) struct Parts<'a> {
    /// The address it goes to.
    pub to: &'a str,
    /// The letter's id: sent again after a crash, it has the same, by which mail stores drop a repeat.
    pub id: uuid::Uuid,
    /// The link that switches letters off (RFC 2369), by one click too (RFC 8058).
    pub off: &'a str,
    /// A calendar file, and its method.
    pub calendar: Option<(&'a str, &'a str)>,
}

/// The message.
///
/// # Errors
/// `Other` for an address that can't be one.
pub(crate) fn build(mailer: &Mailer, words: &Words, parts: &Parts<'_>) -> Result<Message> {
    let header = |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    let from = mailer.from.clone().ok_or_else(|| broken(&"no sender"))?;
    let builder = Message::builder()
        .from(from)
        .to(parts.to.parse().map_err(|e| broken(&e))?)
        .message_id(Some(format!("<{}@{}>", parts.id, mailer.host())))
        .subject(words.subject.clone())
        .raw_header(header("List-Unsubscribe", format!("<{}>", parts.off)))
        .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()))
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()));
    let message = match parts.calendar {
        None => builder.body(words.text.clone()),
        Some((text, method)) => {
            let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}")).map_err(|e| broken(&e))?;
            let file = Attachment::new("meeting.ics".to_owned()).body(text.to_owned(), kind);
            builder.multipart(MultiPart::mixed().singlepart(SinglePart::plain(words.text.clone())).singlepart(file))
        }
    };
    message.map_err(|e| broken(&e))
}
