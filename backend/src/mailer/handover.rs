//! Handing one letter to a mail server, and saying honestly what became of it.
//!
//! One connection carries many letters. Before the final dot nothing is ambiguous: whatever goes wrong, the letter
//! was not taken. After it only an answer tells; without one the outcome is [`Outcome::Unknown`].
//!
//! lettre's `AsyncSmtpTransport` can't be used: its timeout ends with the connecting (lettre issue 1027), it does not
//! say which command was refused, and a letter given up by a timeout puts its connection back into the pool, where
//! the next letter takes the late answer for its own.

use std::{
    future::{Future, poll_fn},
    iter,
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
    task::Poll,
    time::Duration,
};

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error,
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt, Rset},
        extension::{Extension, MailBodyParameter, MailParameter},
        response::{Response, Severity},
    },
};
use tokio::time::{error::Elapsed, timeout};

use super::{
    refusal::{Refusal, Step, Whose},
    route::Route,
};

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

/// The moments of the final dot, which hands the letter over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// All but the dot is out.
    Before,
    /// The system has the dot, and carries it even if this process ends.
    After,
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

impl Line {
    /// A line that is not open yet.
    pub fn new(route: Route) -> Self {
        Self { route, open: None }
    }

    /// Hands a letter with one recipient to the server.
    ///
    /// `ready` runs once the server is ready for the text: here it is written down that the letter is about to go; if
    /// it answers false, the letter does not go. `mark` is told each [`Moment`] of the final dot: it must not wait.
    ///
    /// Dropped before its end, the connection is closed and never used again.
    pub async fn hand_over<R, M>(&mut self, envelope: &Envelope, raw: &[u8], ready: R, mark: M) -> Outcome
    where
        R: Future<Output = bool> + Send,
        M: Fn(Moment) + Send + Sync,
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
        let dotted = AtomicBool::new(false);
        let answer = timeout(self.route.last_patience, transmit(&mut connection, raw, &mark, &dotted)).await;
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
            _ if !dotted.load(Ordering::Relaxed) => Outcome::Refused(Refusal::server(false, "the connection ended within the letter")),
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
        if refusal.whose == Whose::Address && matches!(timeout(self.route.patience, open.connection.command(Rset)).await, Ok(Ok(_))) {
            self.keep(open.connection, open.carried);
        }
        Err(refusal)
    }
}

/// Sends the text and the final dot, and waits for the answer.
async fn transmit(
    connection: &mut AsyncSmtpConnection,
    raw: &[u8],
    mark: &(impl Fn(Moment) + Sync),
    dotted: &AtomicBool,
) -> Result<Response, Error> {
    let mut gone = false;
    // lettre asks for the next part once the last is written: when there is none it writes the dot
    let before = iter::once_with(|| {
        mark(Moment::Before);
        dotted.store(true, Ordering::Relaxed);
        [].as_slice()
    });
    let mut sending = pin!(connection.message_iter(iter::once(raw).chain(before)));
    // the dot is written at once, then lettre waits for the answer: its first pause
    poll_fn(|cx| {
        let polled = sending.as_mut().poll(cx);
        if !gone && dotted.load(Ordering::Relaxed) && !matches!(polled, Poll::Ready(Err(_))) {
            gone = true;
            mark(Moment::After);
        }
        polled
    })
    .await
}

enum Stop {
    Refused(Refusal),
    Broken(Refusal),
}

/// Names sender and recipient, and asks to go on with the text.
async fn announce(connection: &mut AsyncSmtpConnection, envelope: &Envelope, raw: &[u8], patience: Duration) -> Result<(), Stop> {
    let info = connection.server_info();
    let mut options = Vec::new();
    if !envelope.from().into_iter().chain(envelope.to()).all(|a| AsRef::<str>::as_ref(a).is_ascii()) {
        if !info.supports_feature(Extension::SmtpUtfEight) {
            let words = "the mail server knows no addresses with such letters".to_owned();
            return Err(Stop::Refused(Refusal { permanent: true, whose: Whose::Address, words, stops: false }));
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

fn answered(asked: Result<Result<Response, Error>, Elapsed>, step: Step, envelope: &Envelope) -> Result<Response, Stop> {
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
