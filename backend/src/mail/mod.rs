//! Mail. What a letter says is a [`Letter`]; its words are made by the catalogue of texts (`app`), which the
//! server hands over at start; how it travels is a [`Mailer`].
//!
//! A letter names no country, no topic and no organisation: who looks over a shoulder learns nothing.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    context::Backend,
    error::{Error, Result},
    secret, token,
    workshop::Calendar,
};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// Questions are there to be reviewed.
    Review {
        /// Where.
        link: String,
    },
    /// A meeting is near.
    Meeting {
        /// Where.
        link: String,
        /// When it begins.
        starts_at: DateTime<Utc>,
        /// In which zone to say it.
        zone: String,
    },
    /// Something is told on the home page.
    Notice {
        /// Where.
        link: String,
    },
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The subject: neutral.
    pub subject: String,
    /// The text, plain.
    pub text: String,
}

/// Puts a letter into words; the second argument is the link that switches reminders off.
pub type Wording = fn(&Letter, &str) -> Words;

/// A mail that was sent, as tests and the demonstration see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The address.
    pub to: String,
    /// Subject and text.
    pub words: Words,
    /// The calendar file that came with it.
    pub calendar: Option<String>,
}

/// How letters travel.
#[derive(Clone, Debug, Default)]
pub enum Transport {
    /// They do not: no mail server is set.
    #[default]
    Off,
    /// By SMTP.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// Into files of a folder, one a letter.
    Files(PathBuf),
    /// Into memory: for tests.
    Memory(Arc<Mutex<Vec<Sent>>>),
}

/// Sends letters.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: Transport,
    from: Option<Mailbox>,
    base_url: String,
    wording: Wording,
}

impl Default for Mailer {
    fn default() -> Self {
        let wording = |letter: &Letter, off: &str| Words { subject: "Upright".into(), text: format!("{letter:?}\n{off}") };
        Self { transport: Transport::Off, from: None, base_url: String::new(), wording }
    }
}

impl Mailer {
    /// A mailer.
    ///
    /// # Errors
    /// `Unreachable` with a sentence if the sender is not an address.
    pub fn new(transport: Transport, from: &str, base_url: &str, wording: Wording) -> Result<Self> {
        let from = match &transport {
            Transport::Off => None,
            _ => Some(from.parse().map_err(|_e| Error::Unreachable(format!("“{from}” is not an address to send mail from")))?),
        };
        Ok(Self { transport, from, base_url: base_url.to_owned(), wording })
    }

    /// A transport by SMTP, from an address such as `smtps://user:password@host`.
    ///
    /// # Errors
    /// `Unreachable` with a sentence.
    pub fn smtp(url: &str) -> Result<Transport> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url);
        let builder = builder.map_err(|_e| Error::Unreachable("the address of the mail server can't be read".to_owned()))?;
        Ok(Transport::Smtp(Box::new(builder.timeout(Some(std::time::Duration::from_secs(20))).build())))
    }

    /// Whether letters travel at all.
    pub fn sends(&self) -> bool {
        !matches!(self.transport, Transport::Off)
    }

    /// An address of this installation.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}

/// Sends a letter to a person's account, perhaps with a calendar file. Nothing is sent where no mail server is set.
pub(crate) async fn send(backend: &Backend, to: &Recipient, letter: &Letter, calendar: Option<&Calendar>) -> Result<()> {
    let mailer = &backend.mailer;
    let off = mailer.link(&format!("/reminders-off/{}", off_token(backend, to.person.0).await?));
    let words = (mailer.wording)(letter, &off);
    let Some(from) = mailer.from.clone() else { return Ok(()) };
    let broken = |e: &dyn std::fmt::Display| Error::Other(format!("mail: {e}"));
    let unsubscribe = HeaderValue::new(HeaderName::new_from_ascii_str("List-Unsubscribe"), format!("<{off}>"));
    let message =
        Message::builder().from(from).to(to.email.parse().map_err(|e| broken(&e))?).subject(words.subject.clone()).raw_header(unsubscribe);
    let message = match calendar {
        None => message.body(words.text.clone()),
        Some(calendar) => {
            let kind = format!("text/calendar; charset=utf-8; method={}", calendar.method);
            let kind = ContentType::parse(&kind).map_err(|e| broken(&e))?;
            let file = Attachment::new("meeting.ics".to_owned()).body(calendar.text.clone(), kind);
            message.multipart(MultiPart::mixed().singlepart(SinglePart::plain(words.text.clone())).singlepart(file))
        }
    };
    let message = message.map_err(|e| broken(&e))?;
    match &mailer.transport {
        Transport::Off => Ok(()),
        Transport::Smtp(smtp) => smtp.send(message).await.map(drop).map_err(|e| broken(&e)),
        Transport::Files(folder) => {
            let path = folder.join(format!("{}.eml", token::new_id()));
            tokio::fs::write(path, message.formatted()).await.map_err(|e| broken(&e))
        }
        Transport::Memory(sent) => {
            let calendar = calendar.map(|c| c.text.clone());
            sent.lock().unwrap_or_else(PoisonError::into_inner).push(Sent { to: to.email.clone(), words, calendar });
            Ok(())
        }
    }
}

/// Who a letter goes to.
#[derive(Clone, Debug)]
pub(crate) struct Recipient {
    pub person: domain::ids::PersonId,
    pub email: String,
}

/// Names a person in a link that switches reminders off, without signing in: HMAC of the id under a secret of the
/// installation, so nothing has to be stored and nobody can be named by guessing.
pub(crate) async fn off_token(backend: &Backend, person: uuid::Uuid) -> Result<String> {
    let secret = secret::of(&backend.db, "mail_key").await?;
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).map_err(|e| Error::Other(e.to_string()))?;
    mac.update(person.as_bytes());
    let tag = token::hex(mac.finalize().into_bytes().get(..16).unwrap_or_default());
    Ok(format!("{person}-{tag}"))
}

/// The person a token names.
pub(crate) async fn person_of_off_token(backend: &Backend, token: &str) -> Result<domain::ids::PersonId> {
    let id = token.rsplit_once('-').and_then(|(id, _)| id.parse::<uuid::Uuid>().ok()).ok_or(Error::NotFound)?;
    let expected = off_token(backend, id).await?;
    // both sides hashed: the comparison tells nothing of where they differ
    if token::hash(&expected) == token::hash(token) { Ok(domain::ids::PersonId(id)) } else { Err(Error::NotFound) }
}
