//! Handing one letter to a mail server, and saying honestly what became of it.
//!
//! One connection carries many letters. Before the final dot nothing is ambiguous: whatever goes wrong, the letter
//! was not taken. After it only an answer tells; without one the outcome is [`Outcome::Unknown`].
//!
//! lettre's `AsyncSmtpTransport` can't be used: its timeout ends with the connecting (lettre issue 1027), it does not
//! say which command was refused, and a letter given up by a timeout puts its connection back into the pool, where
//! the next letter takes the late answer for its own.

use std::{future::Future, iter, time::Duration};

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt, Rset},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
        response::{Response, Severity},
    },
};
use tokio::{net::TcpStream, time::timeout};

/// How many letters a connection carries: servers cut those that never end.
const CARRIES: u32 = 100;

/// What became of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server answered for it.
    Taken,
    /// It was not taken, that is sure.
    Refused(Refusal),
    /// The final dot may have gone out, and no answer came: nobody can know.
    Unknown,
}

/// Why a letter was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Whether trying again is of no use.
    pub permanent: bool,
    /// Of whom the server spoke.
    pub whose: Whose,
    /// The server's words, without addresses.
    pub words: String,
}

/// What stands in the way of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This address: other letters can go.
    Address,
    /// The server, or how we are known to it: no letter goes now.
    Server,
}

/// How the connection is secured.
#[derive(Clone)]
pub enum Security {
    /// Not at all: a server on this machine.
    None,
    /// By STARTTLS, and no letter without.
    StartTls(TlsParameters),
    /// From the first byte.
    Tls(TlsParameters),
}

impl std::fmt::Debug for Security {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::StartTls(_) => "StartTls",
            Self::Tls(_) => "Tls",
        })
    }
}

/// The way to a mail server.
#[derive(Clone, Debug)]
pub struct Route {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub security: Security,
    /// What we call ourselves.
    pub hello: ClientId,
    /// Who we are to it.
    pub credentials: Option<Credentials>,
    /// How long we wait for each answer before the final dot.
    pub patience: Duration,
    /// How long we wait for the answer to the final dot. Long: giving up here leaves the letter unknown.
    pub last_patience: Duration,
}

/// A connection to a mail server, opened when a letter needs it.
#[derive(Debug)]
pub struct Line {
    route: Route,
    open: Option<Open>,
}

struct Open {
    connection: AsyncSmtpConnection,
    carried: u32,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open").field("carried", &self.carried).finish_non_exhaustive()
    }
}

/// Where in the conversation something went wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Connecting, greeting, password, sender.
    Ourselves,
    /// The recipient, or the letter itself.
    Letter,
}

impl Line {
    /// A line that is not open yet.
    pub fn new(route: Route) -> Self {
        Self { route, open: None }
    }

    /// Hands a letter with one recipient to the server.
    ///
    /// `ready` runs once the server is ready for the text: here it is written down that the letter is about to go; if
    /// it answers false, the letter does not go. `mark` runs when all but the final dot is out, a moment before it:
    /// it must not wait, and can't fail.
    ///
    /// Dropped before its end, the connection is closed and never used again.
    pub async fn hand_over<R, M>(&mut self, envelope: &Envelope, raw: &[u8], ready: R, mark: M) -> Outcome
    where
        R: Future<Output = bool> + Send,
        M: FnOnce() + Send,
    {
        // taken out: a future that is dropped, or an answer too late, must not leave a connection behind
        let prepared = match self.prepare(envelope, raw).await {
            Ok(open) => open,
            Err(refusal) => return Outcome::Refused(refusal),
        };
        let Open { mut connection, carried } = prepared;
        if !ready.await {
            return Outcome::Refused(Refusal::server(false, "not handed over: it could not be written down"));
        }
        let marked = iter::once_with(|| {
            mark();
            [].as_slice()
        });
        let answer = timeout(self.route.last_patience, connection.message_iter(iter::once(raw).chain(marked))).await;
        match answer {
            Ok(Ok(response)) if response.code().severity == Severity::PositiveCompletion => {
                self.keep(connection, carried + 1);
                Outcome::Taken
            }
            Ok(Err(error)) if error.status().is_some() => {
                let refusal = Refusal::of(&error, Step::Letter, envelope);
                self.keep(connection, carried + 1);
                Outcome::Refused(refusal)
            }
            Ok(Ok(_) | Err(_)) | Err(_) => Outcome::Unknown,
        }
    }

    /// Says goodbye. Without it the server notices by itself.
    pub async fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            drop(timeout(Duration::from_secs(2), open.connection.quit()).await);
        }
    }

    fn keep(&mut self, connection: AsyncSmtpConnection, carried: u32) {
        if carried < CARRIES && !connection.has_broken() {
            self.open = Some(Open { connection, carried });
        }
    }

    /// Everything up to the server's “go on” to the text. A connection that was kept may have ended meanwhile: then
    /// once more with a new one.
    async fn prepare(&mut self, envelope: &Envelope, raw: &[u8]) -> Result<Open, Refusal> {
        if let Some(mut open) = self.open.take() {
            match announce(&mut open.connection, envelope, raw, self.route.patience).await {
                Ok(()) => return Ok(open),
                Err(Stop::Refused(refusal)) => return self.refused(open, refusal).await,
                Err(Stop::Broken(_)) => {}
            }
        }
        let connection = self.route.connect().await?;
        let mut open = Open { connection, carried: 0 };
        match announce(&mut open.connection, envelope, raw, self.route.patience).await {
            Ok(()) => Ok(open),
            Err(Stop::Refused(refusal)) => self.refused(open, refusal).await,
            Err(Stop::Broken(refusal)) => Err(refusal),
        }
    }

    /// The connection is good, the letter was not: the connection is kept for the next.
    async fn refused(&mut self, mut open: Open, refusal: Refusal) -> Result<Open, Refusal> {
        if refusal.whose == Whose::Address
            && matches!(timeout(self.route.patience, open.connection.command(Rset)).await, Ok(Ok(_)))
        {
            self.keep(open.connection, open.carried);
        }
        Err(refusal)
    }
}

enum Stop {
    Refused(Refusal),
    Broken(Refusal),
}

/// Names sender and recipient, and asks to go on with the text.
async fn announce(connection: &mut AsyncSmtpConnection, envelope: &Envelope, raw: &[u8], patience: Duration) -> Result<(), Stop> {
    let info = connection.server_info();
    let mut options = Vec::new();
    if !envelope.to().iter().chain(envelope.from()).all(|a| a.to_string().is_ascii()) {
        if !info.supports_feature(Extension::SmtpUtfEight) {
            let words = "the mail server knows no addresses with such letters".to_owned();
            return Err(Stop::Refused(Refusal { permanent: true, whose: Whose::Address, words }));
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    if !raw.is_ascii() && info.supports_feature(Extension::EightBitMime) {
        options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let asked = timeout(patience, connection.command(Mail::new(envelope.from().cloned(), options))).await;
    answered(asked, Step::Ourselves, envelope)?;
    for to in envelope.to() {
        let asked = timeout(patience, connection.command(Rcpt::new(to.clone(), Vec::new()))).await;
        answered(asked, Step::Letter, envelope)?;
    }
    let asked = timeout(patience, connection.command(Data)).await;
    if answered(asked, Step::Letter, envelope)?.has_code(354) {
        Ok(())
    } else {
        Err(Stop::Broken(Refusal::server(false, "the mail server answers out of order")))
    }
}

type Asked = Result<Result<Response, Error>, tokio::time::error::Elapsed>;

fn answered(asked: Asked, step: Step, envelope: &Envelope) -> Result<Response, Stop> {
    match asked {
        Ok(Ok(response)) => Ok(response),
        Ok(Err(error)) if error.status().is_some() && !closes(&error) => Err(Stop::Refused(Refusal::of(&error, step, envelope))),
        Ok(Err(error)) => Err(Stop::Broken(Refusal::of(&error, step, envelope))),
        Err(_elapsed) => Err(Stop::Broken(Refusal::server(false, "the mail server did not answer in time"))),
    }
}

/// 421: the server ends the connection, whatever was asked.
fn closes(error: &Error) -> bool {
    error.status().is_some_and(|code| u16::from(code) == 421)
}

impl Route {
    /// A connection that is greeted, secured and known.
    async fn connect(&self) -> Result<AsyncSmtpConnection, Refusal> {
        match timeout(self.patience * 2, self.try_connect()).await {
            Ok(Ok(connection)) => Ok(connection),
            Ok(Err(error)) => Err(Refusal { permanent: error.is_permanent(), whose: Whose::Server, words: words(&error, None) }),
            Err(_elapsed) => Err(Refusal::server(false, "the mail server did not answer in time")),
        }
    }

    async fn try_connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let (host, hello) = (self.host.as_str(), &self.hello);
        let plain = async || -> Result<AsyncSmtpConnection, Error> {
            // our own socket where it can be: lettre sends text and final dot apart, and Nagle holds the dot back 40 ms
            match TcpStream::connect((host, self.port)).await {
                Ok(stream) if stream.set_nodelay(true).is_ok() => {
                    AsyncSmtpConnection::connect_with_transport(Box::new(stream), hello).await
                }
                _ => AsyncSmtpConnection::connect_tokio1((host, self.port), Some(self.patience), hello, None, None).await,
            }
        };
        let mut connection = match &self.security {
            Security::None => plain().await?,
            Security::StartTls(tls) => {
                let mut connection = plain().await?;
                connection.starttls(tls.clone(), hello).await?;
                connection
            }
            Security::Tls(tls) => {
                AsyncSmtpConnection::connect_tokio1((host, self.port), Some(self.patience), hello, Some(tls.clone()), None).await?
            }
        };
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

impl Refusal {
    fn server(permanent: bool, words: &str) -> Self {
        Self { permanent, whose: Whose::Server, words: words.to_owned() }
    }

    fn of(error: &Error, step: Step, envelope: &Envelope) -> Self {
        let said = words(error, Some(envelope));
        let whose = match (step, error.status()) {
            (Step::Letter, Some(code)) => whose(u16::from(code), &said),
            _ => Whose::Server,
        };
        Self { permanent: error.is_permanent(), whose, words: said }
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
fn words(error: &Error, envelope: Option<&Envelope>) -> String {
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

/// Which letter is at its final dot: a small file, written by one call that the kernel finishes even when the process is
/// killed. Each worker has its own, held by a lock; one that starts after another died finds its mark.
#[derive(Debug)]
pub struct Mark {
    file: std::fs::File,
    left_behind: std::sync::Mutex<Option<uuid::Uuid>>,
}

impl Mark {
    /// Takes the first mark of a folder that no living worker holds.
    ///
    /// # Errors
    /// The folder can't be written.
    pub fn take(folder: &std::path::Path) -> std::io::Result<Self> {
        use std::os::unix::fs::FileExt;
        std::fs::create_dir_all(folder)?;
        for number in 0..1000 {
            let path = folder.join(format!("letter-{number}.mark"));
            let file = std::fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
            if file.try_lock().is_err() {
                continue;
            }
            let mut bytes = [0; 16];
            let left = file.read_exact_at(&mut bytes, 0).ok().map(|()| uuid::Uuid::from_bytes(bytes)).filter(|id| !id.is_nil());
            return Ok(Self { file, left_behind: std::sync::Mutex::new(left) });
        }
        Err(std::io::Error::other("no mark is free"))
    }

    /// Marks a letter. A disk that is full costs certainty, not the letter.
    pub(super) fn set(&self, id: uuid::Uuid) {
        use std::os::unix::fs::FileExt;
        if let Err(error) = self.file.write_all_at(id.as_bytes(), 0) {
            tracing::warn!(%error, "a letter goes out without its mark");
        }
    }

    /// The letter that the worker before left at its final dot, told once.
    pub(super) fn left_behind(&self) -> Option<uuid::Uuid> {
        self.left_behind.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take()
    }
}
