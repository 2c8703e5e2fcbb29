//! Reads: who is asking, and what people are called.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    actor::{Actor, Membership},
    ids::{AccountId, OrganisationId, PersonId},
    reminder::Amount,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, Statement,
    prelude::*,
    sea_query::{Expr, ExprTrait, LikeExpr, SelectStatement},
};

use super::entity::{account, role_grant};
use crate::{
    context::{Backend, Context, SignedIn},
    error::Result,
};

/// What a session remembers of signing in.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Session {
    /// The account.
    pub account: AccountId,
    /// The account's stamp at the time; signing out everywhere changes it.
    pub stamp: String,
}

/// A session that was opened for a request: its data, and whose it is. One statement.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// Its data as JSON.
    pub data: String,
    reader: Option<(Session, Actor, SignedIn)>,
}

impl OpenedSession {
    /// The context of a request. A session whose account is gone, disabled or was signed out is nobody's.
    pub fn context(&self, backend: &Backend, signed_in: &Session) -> Context {
        match self.reader.as_ref().filter(|(session, ..)| session == signed_in) {
            None => backend.anonymous(),
            Some((_, actor, known)) => {
                Context { backend: backend.clone(), actor: actor.clone(), signed_in: Some(known.clone()), now: backend.clock.now() }
            }
        }
    }
}

#[derive(FromQueryResult)]
struct SessionRow {
    data: String,
    account_id: Option<Uuid>,
    session_stamp: Option<String>,
    person_id: Option<Uuid>,
}

/// Opens a session with what is known of its account. `None` if there is none, or it has ended.
///
/// # Errors
/// The database.
pub async fn open_session(backend: &Backend, id: &str) -> Result<Option<OpenedSession>> {
    let now = backend.clock.now();
    let sql = "SELECT s.data, a.id AS account_id, a.session_stamp, \
               p.id AS person_id, p.name, a.email, a.time_zone, r.role, m.organisation_id, m.focal_point_since IS NOT NULL AS focal_point \
               FROM session s LEFT JOIN account a ON a.id = s.account_id AND a.disabled_at IS NULL \
               LEFT JOIN person p ON p.id = a.person_id AND p.erased_at IS NULL \
               LEFT JOIN role_grant r ON r.person_id = p.id \
               LEFT JOIN membership m ON m.person_id = p.id AND m.starts_on <= $3 AND (m.ends_on IS NULL OR m.ends_on >= $3) \
               WHERE s.id = $1 AND s.expires_at > $2";
    let db = backend.db.connection();
    let values = [crate::token::hash(id).into(), now.into(), now.date_naive().into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(sql_dialect(db), sql, values)).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let opened = SessionRow::from_query_result(first, "")?;
    let (Some(account), Some(stamp), Some(_)) = (opened.account_id, opened.session_stamp, opened.person_id) else {
        return Ok(Some(OpenedSession { data: opened.data, reader: None }));
    };
    let rows: Vec<ActorRow> = rows.iter().map(|row| ActorRow::from_query_result(row, "")).collect::<std::result::Result<_, _>>()?;
    let session = Session { account: AccountId(account), stamp };
    let reader = signed_in(session.account, &rows).map(|known| (session, actor_from(&rows), known));
    Ok(Some(OpenedSession { data: opened.data, reader }))
}

fn signed_in(account: AccountId, rows: &[ActorRow]) -> Option<SignedIn> {
    rows.first().map(|row| SignedIn {
        account,
        name: row.name.clone().unwrap_or_default(),
        email: row.email.clone().unwrap_or_default(),
        time_zone: row.time_zone.clone(),
    })
}

#[derive(FromQueryResult)]
struct ActorRow {
    person_id: Uuid,
    name: Option<String>,
    email: Option<String>,
    time_zone: Option<String>,
    role: Option<String>,
    organisation_id: Option<Uuid>,
    focal_point: Option<bool>,
}

/// The context of a session: one query. A session whose account is gone, disabled or was signed out is nobody's.
///
/// # Errors
/// The database.
pub async fn context_for(backend: &Backend, session: &Session) -> Result<Context> {
    let now = backend.clock.now();
    let today = now.date_naive();
    let sql = "SELECT a.person_id, p.name, a.email, a.time_zone, r.role, m.organisation_id, m.focal_point_since IS NOT NULL AS focal_point \
               FROM account a JOIN person p ON p.id = a.person_id \
               LEFT JOIN role_grant r ON r.person_id = a.person_id \
               LEFT JOIN membership m ON m.person_id = a.person_id AND m.starts_on <= $3 AND (m.ends_on IS NULL OR m.ends_on >= $3) \
               WHERE a.id = $1 AND a.session_stamp = $2 AND a.disabled_at IS NULL AND p.erased_at IS NULL";
    let values = [session.account.0.into(), session.stamp.clone().into(), today.into()];
    let rows = actor_rows(backend.db.connection(), sql, values).await?;
    Ok(Context { backend: backend.clone(), actor: actor_from(&rows), signed_in: signed_in(session.account, &rows), now })
}

impl Backend {
    /// The context of a person, without an account: for the command line, jobs and tests.
    ///
    /// # Errors
    /// The database.
    pub async fn acting_for(&self, person: PersonId) -> Result<Context> {
        let now = self.clock.now();
        let actor = actor_of(self.db.connection(), person, now).await?;
        Ok(Context { backend: self.clone(), actor, signed_in: None, now })
    }
}

/// The actor that a person is, whether or not they have an account.
pub(crate) async fn actor_of(db: &impl ConnectionTrait, person: PersonId, now: DateTime<Utc>) -> Result<Actor> {
    let sql = "SELECT p.id AS person_id, p.name, NULL AS email, NULL AS time_zone, r.role, m.organisation_id, m.focal_point_since IS NOT NULL AS focal_point \
               FROM person p LEFT JOIN role_grant r ON r.person_id = p.id \
               LEFT JOIN membership m ON m.person_id = p.id AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2) \
               WHERE p.id = $1 AND p.erased_at IS NULL";
    let rows = actor_rows(db, sql, [person.0.into(), now.date_naive().into()]).await?;
    Ok(actor_from(&rows))
}

async fn actor_rows<const N: usize>(db: &impl ConnectionTrait, sql: &str, values: [Value; N]) -> Result<Vec<ActorRow>> {
    let statement = Statement::from_sql_and_values(sql_dialect(db), sql, values);
    Ok(ActorRow::find_by_statement(statement).all(db).await?)
}

fn sql_dialect(db: &impl ConnectionTrait) -> DatabaseBackend {
    db.get_database_backend()
}

fn actor_from(rows: &[ActorRow]) -> Actor {
    let mut actor = Actor { person: rows.first().map(|row| PersonId(row.person_id)), ..Actor::default() };
    for row in rows {
        actor.trainer |= row.role.as_deref() == Some("trainer");
        actor.administrator |= row.role.as_deref() == Some("administrator");
        if let Some(organisation) = row.organisation_id.map(OrganisationId) {
            let membership = Membership { organisation, focal_point: row.focal_point.unwrap_or(false) };
            if !actor.memberships.contains(&membership) {
                actor.memberships.push(membership);
            }
        }
    }
    actor
}

/// The address of a person's account; none without an account, or if it is disabled or erased.
pub(crate) async fn email_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<String>> {
    let row = account::Entity::find()
        .filter(account::Column::PersonId.eq(person.0))
        .filter(account::Column::DisabledAt.is_null())
        .one(db)
        .await?;
    Ok(row.map(|a| a.email))
}

/// The address of a person who wants reminders.
pub(crate) async fn email_for_reminders(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<String>> {
    let row = account::Entity::find()
        .filter(account::Column::PersonId.eq(person.0))
        .filter(account::Column::DisabledAt.is_null())
        .filter(account::Column::ReviewMailOffAt.is_null())
        .one(db)
        .await?;
    Ok(row.map(|a| a.email))
}

/// The zone a person chose to read times in.
pub(crate) async fn time_zone_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<String>> {
    let row = account::Entity::find().filter(account::Column::PersonId.eq(person.0)).one(db).await?;
    Ok(row.and_then(|a| a.time_zone))
}

/// Whether a person switched letters off.
pub(crate) async fn letters_off(db: &impl ConnectionTrait, person: PersonId) -> Result<bool> {
    let row = account::Entity::find().filter(account::Column::PersonId.eq(person.0)).one(db).await?;
    Ok(row.is_some_and(|a| a.review_mail_off_at.is_some()))
}

/// How many reminders of deadlines people want. Whoever switched all letters off gets none of these either.
pub(crate) async fn reminder_amounts(
    db: &impl ConnectionTrait,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Amount>> {
    let people: Vec<Uuid> = people.into_iter().map(|p| p.0).collect();
    let mut amounts = HashMap::with_capacity(people.len());
    for some in people.chunks(10_000) {
        for row in account::Entity::find().filter(account::Column::PersonId.is_in(some.iter().copied())).all(db).await? {
            let amount = match row.review_mail_off_at {
                Some(_) => Amount::None,
                None => Amount::from_name(&row.reminder_amount).unwrap_or_default(),
            };
            amounts.insert(PersonId(row.person_id), amount);
        }
    }
    Ok(amounts)
}

/// Whose account has this address.
pub(crate) async fn person_of_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<PersonId>> {
    let row = account::Entity::find().filter(account::Column::Email.eq(email)).one(db).await?;
    Ok(row.map(|a| PersonId(a.person_id)))
}

/// All trainers and administrators with an account.
pub(crate) async fn trainers(db: &impl ConnectionTrait) -> Result<Vec<PersonId>> {
    let rows: Vec<Uuid> = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::PersonId)
        .distinct()
        .filter(role_grant::Column::Role.is_in(["trainer", "administrator"]))
        .into_tuple()
        .all(db)
        .await?;
    let with_account = account::Entity::find().filter(account::Column::PersonId.is_in(rows)).filter(account::Column::DisabledAt.is_null());
    Ok(with_account.all(db).await?.into_iter().map(|a| PersonId(a.person_id)).collect())
}

/// Whether anybody is an administrator: if not, the first start prints an invitation.
///
/// # Errors
/// The database.
pub async fn has_administrator(backend: &Backend) -> Result<bool> {
    let found = role_grant::Entity::find().filter(role_grant::Column::Role.eq("administrator")).one(backend.db.connection()).await?;
    Ok(found.is_some())
}

/// When the reader's mail server last refused a letter, and what it said.
///
/// # Errors
/// `SignIn`.
pub async fn mail_refused(ctx: &Context) -> Result<Option<(DateTime<Utc>, String)>> {
    let row = account::Entity::find().filter(account::Column::PersonId.eq(ctx.person()?.0)).one(ctx.db().connection()).await?;
    Ok(row.and_then(|a| Some((a.mail_refused_at?, a.mail_refused_words.unwrap_or_default()))))
}

/// Everybody with an account that is not disabled, as a sub-select of their ids.
pub(crate) fn with_account() -> SelectStatement {
    let open = account::Entity::find().select_only().column(account::Column::PersonId).filter(account::Column::DisabledAt.is_null());
    sea_orm::QueryTrait::into_query(open)
}

/// Whose account's address is like something, as a sub-select of their ids.
pub(crate) fn with_address_like(like: LikeExpr) -> SelectStatement {
    let ids = account::Entity::find().select_only().column(account::Column::PersonId).filter(Expr::col(account::Column::Email).like(like));
    sea_orm::QueryTrait::into_query(ids)
}

/// The addresses that people sign in with: of some, or of everybody.
pub(crate) async fn addresses(db: &impl ConnectionTrait, people: Option<&[PersonId]>) -> Result<Vec<(PersonId, String)>> {
    let mut find = account::Entity::find();
    if let Some(people) = people {
        find = find.filter(account::Column::PersonId.is_in(people.iter().map(|p| p.0)));
    }
    Ok(find.all(db).await?.into_iter().map(|a| (PersonId(a.person_id), a.email)).collect())
}

/// Whether one of these is a trainer or administrator.
pub(crate) async fn any_staff(db: &impl ConnectionTrait, people: impl IntoIterator<Item = PersonId>) -> Result<bool> {
    let found = role_grant::Entity::find().filter(role_grant::Column::PersonId.is_in(people.into_iter().map(|p| p.0)));
    Ok(found.one(db).await?.is_some())
}

/// All administrators.
pub(crate) async fn administrators(db: &impl ConnectionTrait) -> Result<Vec<PersonId>> {
    let rows = role_grant::Entity::find().filter(role_grant::Column::Role.eq("administrator")).all(db).await?;
    Ok(rows.into_iter().map(|g| PersonId(g.person_id)).collect())
}

/// A session of somebody with an account, for tests.
#[cfg(feature = "testing")]
pub(crate) async fn session_of(backend: &Backend, person: PersonId) -> Result<Option<Session>> {
    let row = account::Entity::find().filter(account::Column::PersonId.eq(person.0)).one(backend.db.connection()).await?;
    Ok(row.map(|row| Session { account: AccountId(row.id), stamp: row.session_stamp }))
}
