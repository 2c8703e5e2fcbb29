//! Letters on their way: rows of the table `letter`, written in the transaction of whatever asks for them, handed to the
//! mail server by any worker.
//!
//! None is repeated, as far as that can be known: the moment its final dot is with the operating system a letter is marked
//! ([`crate::mailer::mark`]), and whoever starts after a crash takes a marked letter as sent. None is lost: without the mark it is sent
//! again. What no program can know, whether a server that never answered has the letter, is sent again under the same
//! Message-ID, by which mail stores drop a repeat.

use std::time::Instant;

use chrono::{DateTime, Duration, Utc};
use domain::{ids::PersonId, review::deadline_instant};
use lettre::address::Envelope;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::off::off_token;
use crate::{
    account,
    calendar_file::Calendar,
    context::Backend,
    db::Tx,
    error::{Error, Result},
    mailer::{
        Letter, Sent, Transport,
        handover::{Line, Moment, Outcome},
        message::{Parts, build},
        refusal::{Refusal, Whose},
    },
    token::new_id,
};

pub(super) mod entity {
    //! Table `letter`.
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "letter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub person_id: Uuid,
        pub dedup_key: String,
        pub payload: String,
        pub calendar: Option<String>,
        pub state: String,
        pub tries: i32,
        pub next_at: DateTimeUtc,
        pub created_at: DateTimeUtc,
        pub done_at: Option<DateTimeUtc>,
        pub last_words: Option<String>,
    }
    crate::no_relations!();
}

/// How long one round may take.
const ROUND: std::time::Duration = std::time::Duration::from_secs(20);

/// How long a letter is left to the worker that took it: longer than a mail server may think.
const LEASE: Duration = Duration::seconds(300);
/// A letter that can't be sent for so long is of no use any more.
const GIVE_UP: Duration = Duration::days(3);
/// How long it is remembered what became of a letter.
const KEPT: Duration = Duration::days(90);

/// Asks for a letter to a person, once for each key. Nothing where no mail server is set.
pub(crate) async fn queue(
    backend: &Backend,
    tx: &Tx,
    person: PersonId,
    key: &str,
    letter: &Letter,
    calendar: Option<&Calendar>,
) -> Result<()> {
    if !backend.mailer.sends() {
        return Ok(());
    }
    let now = backend.clock.now();
    let row = entity::ActiveModel {
        id: Set(new_id()),
        person_id: Set(person.0),
        dedup_key: Set(key.to_owned()),
        payload: Set(serde_json::to_string(letter).map_err(|e| Error::Other(e.to_string()))?),
        calendar: Set(calendar.map(|c| format!("{}\n{}", c.method, c.text))),
        state: Set("waiting".to_owned()),
        tries: Set(0),
        next_at: Set(now),
        created_at: Set(now),
        done_at: Set(None),
        last_words: Set(None),
    };
    let once = OnConflict::column(entity::Column::DedupKey).do_nothing().to_owned();
    entity::Entity::insert(row).on_conflict(once).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Sends what waits, one after another, until nothing is due or the mail server takes nothing; returns how many were sent.
///
/// # Errors
/// The database. A letter that can't be sent is tried again later and is no error here.
#[tracing::instrument(name = "mail.send_due", skip_all)]
pub async fn send_due(backend: &Backend) -> Result<u32> {
    let mailer = &backend.mailer;
    let mut line = match &mailer.transport {
        Transport::Off => return Ok(0),
        Transport::Smtp(route) => Some(Line::new(route.as_ref().clone())),
        Transport::Files(_) | Transport::Memory(_) => None,
    };
    settle_marked(backend).await?;
    let mut sent = 0;
    let begun = Instant::now();
    // after a while it is noted that letters go out
    while begun.elapsed() < ROUND
        && let Some(row) = take(backend).await?
    {
        let id = row.id;
        let next = one(backend, line.as_mut(), row).await;
        if let Some(mark) = &mailer.mark {
            mark.release();
        }
        match next? {
            Next::Sent => sent += 1,
            Next::GoOn => {}
            Next::Stop(words) => {
                tracing::warn!(letter.id = %id, words, "the mail server takes no letters now");
                break;
            }
        }
    }
    if let Some(line) = &mut line {
        line.close().await;
    }
    Ok(sent)
}

enum Next {
    Sent,
    GoOn,
    Stop(String),
}

async fn take(backend: &Backend) -> Result<Option<entity::Model>> {
    let now = backend.clock.now();
    let due =
        entity::Entity::find().filter(entity::Column::State.is_in(["waiting", "handing_over"])).filter(entity::Column::NextAt.lte(now));
    let order = [entity::Column::NextAt, entity::Column::Id];
    let Some((tx, row)) = backend.db.next_due(due, order).await? else { return Ok(None) };
    let taken = entity::ActiveModel { id: Set(row.id), next_at: Set(now + LEASE), tries: Set(row.tries + 1), ..Default::default() };
    entity::Entity::update(taken).exec(&*tx).await?;
    if let Some(mark) = &backend.mailer.mark {
        mark.hold(row.id, now + LEASE);
    }
    tx.commit().await?;
    Ok(Some(row))
}

async fn one(backend: &Backend, line: Option<&mut Line>, row: entity::Model) -> Result<Next> {
    let (mailer, now) = (&backend.mailer, backend.clock.now());
    let person = PersonId(row.person_id);
    let letter: Option<Letter> = serde_json::from_str(&row.payload).ok();
    // who switched letters off gets none that was asked for before either
    let email = account::email_for_reminders(backend.db.connection(), person).await?;
    let (Some(letter), Some(email)) = (letter.filter(|l| !too_late(l, now)), email) else {
        let tx = backend.db.begin().await?;
        end(&tx, now, &row, "dropped", None).await?;
        tx.commit().await?;
        return Ok(Next::GoOn);
    };
    let off = mailer.link(&format!("/reminders-off/{}", off_token(backend, person.0).await?));
    let words = (mailer.wording)(&letter, &mailer.link(&letter.path()), &off);
    let calendar = row.calendar.as_deref().and_then(|c| c.split_once('\n'));
    let parts = Parts { to: &email, id: row.id, off: &off, calendar: calendar.map(|(method, text)| (text, method)) };
    let message = match build(mailer, &words, &parts) {
        Ok(message) => message,
        Err(error) => {
            refused(backend, &row, person, &Refusal { permanent: true, whose: Whose::Address, words: error.to_string(), stops: false })
                .await?;
            return Ok(Next::GoOn);
        }
    };
    let outcome = match (&mailer.transport, line) {
        (Transport::Files(folder), _) => {
            // the letter's id is the file's name: written again it is the same file
            match tokio::fs::write(folder.join(format!("{}.eml", row.id)), message.formatted()).await {
                Ok(()) => Outcome::Taken,
                Err(error) => Outcome::Refused(Refusal::server(false, &error.to_string())),
            }
        }
        (Transport::Memory(sent), _) => {
            let calendar = calendar.map(|(_, text)| text.to_owned());
            let sent_now = Sent { to: email, words, calendar };
            sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(sent_now);
            Outcome::Taken
        }
        (_, Some(line)) => hand_over(backend, line, row.id, message.envelope(), &message.formatted()).await,
        _ => return Ok(Next::Stop("no way to send".to_owned())),
    };
    match outcome {
        Outcome::Taken => {
            let tx = backend.db.begin().await?;
            end(&tx, backend.clock.now(), &row, "sent", None).await?;
            account::note_mail_arrives(&tx, person).await?;
            tx.commit().await?;
            Ok(Next::Sent)
        }
        Outcome::Refused(refusal) => {
            let stop = refusal.stops;
            refused(backend, &row, person, &refusal).await?;
            Ok(if stop { Next::Stop(refusal.words) } else { Next::GoOn })
        }
        Outcome::Unknown => {
            let words = "the mail server did not say whether it has the letter";
            refused(backend, &row, person, &Refusal::server(false, words)).await?;
            Ok(Next::Stop(words.to_owned()))
        }
    }
}

async fn hand_over(backend: &Backend, line: &mut Line, id: uuid::Uuid, envelope: &Envelope, raw: &[u8]) -> Outcome {
    let ready = async {
        let written = begin_hand_over(backend, id).await;
        written.inspect_err(|error| tracing::warn!(%error, "a letter was held back")).is_ok()
    };
    let mark = backend.mailer.mark.as_deref();
    if let Some(mark) = mark {
        mark.clear();
    }
    let dot = |moment| {
        if let (Some(mark), Moment::After) = (mark, moment) {
            mark.set(id);
        }
    };
    // the conversation with the other server is large: on the heap, not in every future above
    let outcome = Box::pin(line.hand_over(envelope, raw, ready, dot)).await;
    if let (Some(mark), Outcome::Refused(_) | Outcome::Unknown) = (mark, &outcome) {
        mark.clear();
    }
    outcome
}

async fn begin_hand_over(backend: &Backend, id: uuid::Uuid) -> Result<()> {
    let tx = backend.db.begin().await?;
    let change = entity::ActiveModel { id: Set(id), state: Set("handing_over".to_owned()), ..Default::default() };
    entity::Entity::update(change).exec(&*tx).await?;
    tx.commit().await
}

/// A reminder of a deadline that has passed is no help.
fn too_late(letter: &Letter, now: DateTime<Utc>) -> bool {
    match letter {
        Letter::Deadlines { on, .. } => deadline_instant(*on) < now,
        Letter::Meeting { starts_at, .. } => *starts_at < now,
        _ => false,
    }
}

/// What a worker that died left: a letter whose final dot was out is sent; one it held before that is free again.
async fn settle_marked(backend: &Backend) -> Result<()> {
    let Some(mark) = backend.mailer.mark.as_ref().filter(|mark| mark.is_new()) else { return Ok(()) };
    let tx = backend.db.begin().await?;
    if let Some(id) = mark.dotted() {
        let row = entity::Entity::find_by_id(id).filter(entity::Column::State.eq("handing_over")).one(&*tx).await?;
        if let Some(row) = row {
            end(&tx, backend.clock.now(), &row, "sent", None).await?;
        }
    }
    if let Some((id, until)) = mark.held() {
        let free = entity::ActiveModel { state: Set("waiting".to_owned()), next_at: Set(backend.clock.now()), ..Default::default() };
        entity::Entity::update_many()
            .set(free)
            .filter(entity::Column::Id.eq(id))
            .filter(entity::Column::State.is_in(["waiting", "handing_over"]))
            // as that worker left it: no other has taken it meanwhile, and it does not wait because it was refused for now
            .filter(entity::Column::NextAt.eq(until))
            .exec(&*tx)
            .await?;
        mark.release();
    }
    tx.commit().await
}

/// Ends a letter. What it said is not kept.
async fn end(tx: &Tx, now: DateTime<Utc>, row: &entity::Model, state: &str, words: Option<&str>) -> Result<()> {
    let change = entity::ActiveModel {
        id: Set(row.id),
        state: Set(state.to_owned()),
        payload: Set(String::new()),
        calendar: Set(None),
        done_at: Set(Some(now)),
        last_words: Set(words.map(str::to_owned)),
        ..Default::default()
    };
    entity::Entity::update(change).exec(&**tx).await?;
    Ok(())
}

async fn refused(backend: &Backend, row: &entity::Model, person: PersonId, refusal: &Refusal) -> Result<()> {
    let now = backend.clock.now();
    let tx = backend.db.begin().await?;
    if refusal.whose == Whose::Address && refusal.permanent {
        account::note_mail_refused(&tx, person, now, &refusal.words).await?;
        end(&tx, now, row, "refused", Some(&refusal.words)).await?;
    } else if refusal.permanent && !refusal.stops {
        end(&tx, now, row, "refused", Some(&refusal.words)).await?;
    } else if now - row.created_at > GIVE_UP {
        end(&tx, now, row, "given_up", Some(&refusal.words)).await?;
    } else {
        let doubled = 30 * 2_i64.pow(u32::try_from(row.tries.clamp(0, 7)).unwrap_or(0));
        let change = entity::ActiveModel {
            id: Set(row.id),
            state: Set("waiting".to_owned()),
            next_at: Set(now + Duration::seconds(doubled)),
            last_words: Set(Some(refusal.words.clone())),
            ..Default::default()
        };
        entity::Entity::update(change).exec(&*tx).await?;
    }
    tx.commit().await
}

/// Forgets what became of old letters.
pub(crate) async fn forget_old(backend: &Backend) -> Result<()> {
    let old = backend.clock.now() - KEPT;
    let tx = backend.db.begin().await?;
    entity::Entity::delete_many().filter(entity::Column::DoneAt.lt(old)).exec(&*tx).await?;
    tx.commit().await
}
