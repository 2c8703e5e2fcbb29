//! Why a mail server did not take a letter: this letter, or all of them.

use lettre::{address::Envelope, transport::smtp::Error};

/// Why a letter was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Whether trying again is of no use.
    pub permanent: bool,
    /// Of whom the server spoke.
    pub whose: Whose,
    /// The server's words, without addresses.
    pub words: String,
    /// Whether it stands in the way of every letter: it came before a recipient was named.
    pub stops: bool,
}

/// What stands in the way of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This address: other letters can go.
    Address,
    /// The server, or how we are known to it: no letter goes now.
    Server,
}

/// Where in the conversation something went wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Connecting, greeting, password, sender.
    Ourselves,
    /// The recipient, or the letter itself.
    Letter,
}

impl Refusal {
    pub(crate) fn server(permanent: bool, words: &str) -> Self {
        Self { permanent, whose: Whose::Server, words: words.to_owned(), stops: true }
    }

    pub(crate) fn of(error: &Error, step: Step, envelope: &Envelope) -> Self {
        let said = words(error, Some(envelope));
        let whose = match (step, error.status()) {
            (Step::Letter, Some(code)) => whose(u16::from(code), &said),
            _ => Whose::Server,
        };
        let stops = step == Step::Ourselves || error.status().is_none_or(|code| u16::from(code) == 421);
        Self { permanent: error.is_permanent(), whose, words: said, stops }
    }
}

/// Of whom a refusal speaks. Many servers hold back what they have against us until a recipient is named; the
/// extended code (RFC 3463) tells which it is, without one the plain code.
fn whose(code: u16, words: &str) -> Whose {
    let extended = words.split_whitespace().nth(1).unwrap_or_default();
    let mut parts = extended.split('.');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("4" | "5"), Some("1"), Some("7" | "8")) => Whose::Server, // the sender's address
        (Some("4" | "5"), Some("1" | "2" | "4" | "6"), Some(_)) => Whose::Address,
        (Some("4"), Some("7"), Some(_)) if code == 450 || code == 451 => Whose::Address, // greylisting
        (Some("4" | "5"), Some(_), Some(_)) => Whose::Server,
        _ if matches!(code, 450 | 451 | 452 | 550 | 551 | 552 | 553 | 556) => Whose::Address,
        _ => Whose::Server,
    }
}

/// Code and words of the server, or what broke, with no address in it: at most 200 characters.
pub(crate) fn words(error: &Error, envelope: Option<&Envelope>) -> String {
    let Some(code) = error.status() else {
        let what = match error {
            e if e.is_timeout() => "the mail server did not answer in time",
            e if e.is_tls() => "the connection to the mail server can't be secured",
            e if e.is_client() => "the mail server can't do what is asked of it",
            e if e.is_response() => "the mail server ended the connection or spoke no SMTP",
            _ => "the mail server can't be reached",
        };
        return what.to_owned();
    };
    let said = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let names: Vec<String> = envelope.into_iter().flat_map(Envelope::to).map(|a| a.user().to_lowercase()).collect();
    let clean = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if word.contains('@') || names.contains(&bare) { "…".to_owned() } else { word.replace(char::is_control, "") }
    };
    let said: Vec<String> = said.split_whitespace().map(clean).collect();
    format!("{code} {}", said.join(" ")).chars().take(200).collect()
}
