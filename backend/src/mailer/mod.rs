//! Handing mail over. What a letter says is a [`Letter`]; its words are made by the catalogue of texts (`app`), which the
//! server hands over at start; how it travels is a [`Mailer`].
//!
//! A letter names no country, no topic and no organisation: who looks over a shoulder learns nothing.

pub(crate) mod handover;
pub(crate) mod mark;
pub(crate) mod message;
pub(crate) mod refusal;
pub(crate) mod route;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use chrono::{DateTime, NaiveDate, Utc};
use lettre::message::Mailbox;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "letter")]
pub enum Letter {
    /// Questions are there to be reviewed.
    Review,
    /// A meeting is near.
    Meeting {
        /// Which workshop.
        workshop: domain::ids::WorkshopId,
        /// When it begins.
        starts_at: DateTime<Utc>,
        /// In which zone to say it.
        zone: String,
    },
    /// Something is told on the home page.
    Notice,
    /// Deadlines are near.
    Deadlines {
        /// The last day of the nearest.
        on: NaiveDate,
        /// How many there are besides.
        more: u32,
        /// In which zone to say it besides Geneva's, if the person chose one.
        #[serde(default)]
        zone: Option<String>,
    },
    /// Dates moved.
    DatesMoved {
        /// From when to when, one a date; nothing where it was, or is, not known.
        moved: Vec<(Option<NaiveDate>, Option<NaiveDate>)>,
    },
}

impl Letter {
    /// The page it leads to.
    pub fn path(&self) -> String {
        match self {
            Letter::Meeting { workshop, .. } => format!("/workshops/{workshop}"),
            _ => "/home".to_owned(),
        }
    }
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The subject: neutral.
    pub subject: String,
    /// The text, plain.
    pub text: String,
}

/// Puts a letter into words; the second argument is the page it leads to, the third the link that switches reminders off.
pub type Wording = fn(&Letter, &str, &str) -> Words;

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
    Smtp(Box<route::Route>),
    /// Into files of a folder, one a letter.
    Files(PathBuf),
    /// Into memory: for tests.
    Memory(Arc<Mutex<Vec<Sent>>>),
}

/// Sends letters.
#[derive(Clone, Debug)]
pub struct Mailer {
    pub(crate) transport: Transport,
    from: Option<Mailbox>,
    base_url: String,
    pub(crate) wording: Wording,
    pub(crate) mark: Option<Arc<mark::Mark>>,
}

impl Default for Mailer {
    fn default() -> Self {
        let wording =
            |letter: &Letter, link: &str, off: &str| Words { subject: "Upright".into(), text: format!("{letter:?}\n{link}\n{off}") };
        Self { transport: Transport::Off, from: None, base_url: String::new(), wording, mark: None }
    }
}

impl Mailer {
    /// A mailer.
    ///
    /// # Errors
    /// `Unreachable` with a sentence if the sender is not an address, or the folder for letters can't be made.
    pub fn new(transport: Transport, from: &str, base_url: &str, wording: Wording) -> Result<Self> {
        let from = match &transport {
            Transport::Off => None,
            _ => Some(from.parse().map_err(|_e| Error::Unreachable(format!("“{from}” is not an address to send mail from")))?),
        };
        if let Transport::Files(folder) = &transport {
            std::fs::create_dir_all(folder)
                .map_err(|e| Error::Unreachable(format!("the folder for letters, {}, can't be made: {e}", folder.display())))?;
        }
        Ok(Self { transport, from, base_url: base_url.to_owned(), wording, mark: None })
    }

    /// A transport by SMTP, from an address such as `smtps://user:password@host`.
    ///
    /// # Errors
    /// `Unreachable` with a sentence.
    pub fn smtp(url: &str) -> Result<Transport> {
        route::read(url).map(|route| Transport::Smtp(Box::new(route)))
    }

    /// The same with a folder where it is marked which letter the mail server took last, so that a crash repeats none.
    ///
    /// # Errors
    /// `Unreachable` with a sentence if the folder can't be written.
    pub fn with_marks(self, folder: &std::path::Path) -> Result<Self> {
        let mark = mark::Mark::take(folder);
        let mark = mark.map_err(|e| Error::Unreachable(format!("the folder {} can't be written: {e}", folder.display())))?;
        Ok(Self { mark: Some(Arc::new(mark)), ..self })
    }

    /// Whether letters travel at all.
    pub fn sends(&self) -> bool {
        !matches!(self.transport, Transport::Off)
    }

    /// An address of this installation.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }

    /// The host of this installation, as ids of letters and events end.
    pub(crate) fn host(&self) -> &str {
        host_of(&self.base_url)
    }
}

/// The host of an address.
pub fn host_of(base_url: &str) -> &str {
    base_url.split("://").last().unwrap_or_default().split(['/', ':']).next().unwrap_or_default()
}
