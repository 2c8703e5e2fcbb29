//! Erasing a person: no name, address or free text of theirs stays anywhere, and no total moves.
//!
//! What stays is a person without identity: an id that was never derived from anything, the days on which it met a rule,
//! where it counted, which meetings it came to. What staff wrote for the network (lessons, workshops, questions) is the
//! network's and stays; their name on it goes.

use domain::{ids::PersonId, policy::action};
use sea_orm::{ConnectionTrait, EntityTrait, Statement, Value};

use super::{entity::contact, merge::group_of};
use crate::{
    access::{Granted, Network, OwnAccount},
    account::entity::{account, person, role_grant, session},
    certificate,
    context::{Backend, Context},
    db::{Tx, Work},
    error::{Conflict, Error, Result},
    jobs,
};
use sea_orm::{ColumnTrait, QueryFilter};

/// Name of a person who was erased.
pub const ERASED: &str = "—";

/// What is done to each person who is one with the erased, in this order; `$1` is the person.
const STEPS: [&str; 39] = [
    // what they wrote and did, that no total needs
    "DELETE FROM lesson_note WHERE person_id = $1",
    "DELETE FROM bookmark WHERE person_id = $1",
    "DELETE FROM notice WHERE person_id = $1",
    "DELETE FROM spaced_review WHERE person_id = $1",
    "DELETE FROM known_module WHERE person_id = $1",
    "DELETE FROM extra_time WHERE person_id = $1",
    "DELETE FROM response WHERE attempt_id IN (SELECT id FROM attempt WHERE person_id = $1)",
    "DELETE FROM attempt WHERE person_id = $1",
    "DELETE FROM lesson_done WHERE person_id = $1",
    "DELETE FROM activity_vote WHERE answer_id IN (SELECT id FROM activity_answer WHERE person_id = $1)",
    "DELETE FROM activity_answer WHERE person_id = $1",
    "DELETE FROM activity_place WHERE person_id = $1",
    "DELETE FROM raised_hand WHERE person_id = $1",
    "DELETE FROM meeting_reminder WHERE person_id = $1",
    "DELETE FROM practice_run WHERE person_id = $1",
    "DELETE FROM follow WHERE person_id = $1",
    "DELETE FROM feed WHERE person_id = $1",
    "DELETE FROM reminder WHERE person_id = $1",
    "DELETE FROM letter WHERE person_id = $1",
    "DELETE FROM person_contact WHERE person_id = $1",
    "DELETE FROM duplicate WHERE one = $1 OR other = $1",
    // what was written about them
    "UPDATE meeting_evidence SET note = NULL, device = NULL WHERE person_id = $1",
    "UPDATE registration SET language = NULL WHERE person_id = $1",
    // whoever waits for a place waits no more; a place that counts stays
    "UPDATE registration SET status = 'withdrawn' WHERE person_id = $1 AND status IN ('waiting', 'invited')",
    "UPDATE person_merge SET reason = '' WHERE merged = $1 OR kept = $1",
    "UPDATE record_correction SET reason = '' WHERE record_id IN (SELECT id FROM training_record WHERE person_id = $1)",
    "UPDATE training_record SET evidence = '{\"by\":\"erased\"}' WHERE person_id = $1 AND path = 'import'",
    // what they said about drafts; the text of a submission is its organisation's, and stays
    "UPDATE paragraph_comment SET body = '', suggestion = NULL WHERE by_person = $1",
    "UPDATE mentoring SET question = '' WHERE asked_by = $1",
    "UPDATE guidance_message SET body = '' WHERE by_person = $1",
    "UPDATE guidance SET title = '' WHERE asked_by = $1",
    "UPDATE guidance SET owned_by = NULL WHERE owned_by = $1",
    // what a mentor had in hand waits for another
    "UPDATE mentoring SET mentor = NULL, taken_at = NULL WHERE mentor = $1 AND done_at IS NULL",
    // what they wrote to others as staff: drafts and remarks that were never published
    "UPDATE draft SET review_note = NULL WHERE written_by = $1",
    "UPDATE response SET comment = NULL WHERE graded_by = $1",
    // how they sign in, and what they may do
    "DELETE FROM session WHERE account_id IN (SELECT id FROM account WHERE person_id = $1)",
    "DELETE FROM account WHERE person_id = $1",
    "DELETE FROM role_grant WHERE person_id = $1",
    "UPDATE membership SET focal_point_since = NULL WHERE person_id = $1",
];

/// Erases the actor's own data, for good. Signs them out everywhere.
///
/// # Errors
/// `Conflict`: `LastAdministrator`, `MergesStaff` (they are one with a trainer or administrator: ask for it).
#[tracing::instrument(name = "person.erase_own", skip_all)]
pub async fn erase_own(ctx: &Context, account: Granted<OwnAccount, action::UseAccount>) -> Result<()> {
    // somebody merged into a trainer or administrator is not to take that one along: an administrator can
    let staff = role_grant::Entity::find()
        .filter(role_grant::Column::PersonId.is_in(group_of(ctx.db().connection(), account.by()).await?.iter().map(|p| p.0)))
        .filter(role_grant::Column::PersonId.ne(account.by().0));
    if staff.one(ctx.db().connection()).await?.is_some() {
        return Err(Error::Conflict(Conflict::MergesStaff));
    }
    erase(ctx, account.by(), account.by()).await
}

/// Erases a person who asked for it. Twice is once.
///
/// # Errors
/// `NotFound`, `Conflict(LastAdministrator)`.
#[tracing::instrument(name = "person.erase_other", skip_all)]
pub async fn erase_other(ctx: &Context, by: &Granted<Network, action::ManagePeople>, who: PersonId) -> Result<()> {
    erase(ctx, who, by.by()).await
}

async fn erase(ctx: &Context, who: PersonId, by: PersonId) -> Result<()> {
    let tx = ctx.db().begin().await?;
    tx.alone(Work::People).await?;
    let all = group_of(&*tx, who).await?;
    refuse_last_administrator(&tx, &all).await?;
    let (mut names, mut contacts) = (Vec::new(), Vec::new());
    for id in &all {
        let row = person::Entity::find_by_id(id.0).one(&*tx).await?.ok_or(Error::NotFound)?;
        names.push(row.name);
        let known = account::Entity::find().filter(account::Column::PersonId.eq(id.0)).one(&*tx).await?;
        contacts.extend(known.map(|a| a.email));
        let more = contact::Entity::find().filter(contact::Column::PersonId.eq(id.0)).all(&*tx).await?;
        contacts.extend(more.into_iter().map(|c| c.value));
    }
    names.retain(|name| name != ERASED);
    for id in &all {
        for sql in STEPS {
            run(&tx, sql, vec![id.0.into()]).await?;
        }
        // activity votes name their voter by a key, not by a column of its own
        run(&tx, "DELETE FROM activity_vote WHERE voter_key = $1", vec![format!("p:{id}").into()]).await?;
        run(
            &tx,
            "UPDATE membership SET ends_on = $2 WHERE person_id = $1 AND (ends_on IS NULL OR ends_on > $2)",
            vec![id.0.into(), ctx.now.date_naive().into()],
        )
        .await?;
        let erased = "UPDATE person SET name = $2, name_key = NULL, alias_since = NULL, erased_at = $3 WHERE id = $1";
        run(&tx, erased, vec![id.0.into(), ERASED.into(), ctx.now.into()]).await?;
    }
    let held: Vec<String> = names.iter().chain(&contacts).cloned().collect();
    forget_waiting(&tx, &held).await?;
    certificate::wipe(&tx, ctx.now, &all).await?;
    certificate::renew_without(&tx, ctx.now, &names).await?;
    // who did it stays in the log as an id: if it was themselves, that id now names nobody
    tx.audit(ctx.now, Some(by), "person.erase", Some(who.0), "").await?;
    tx.commit().await
}

/// Takes away what waits for a moment and holds a name or an address: half-typed forms, files that were not brought in,
/// what a mail server said of an address.
async fn forget_waiting(tx: &Tx, held: &[String]) -> Result<()> {
    for row in session::Entity::find().all(&**tx).await? {
        let Ok(mut data) = serde_json::from_str::<serde_json::Value>(&row.data) else { continue };
        let typed = data.get("flash").is_some_and(|flash| held.iter().any(|text| is_in(flash, text)));
        if typed && let Some(fields) = data.as_object_mut() {
            fields.remove("flash");
            run(tx, "UPDATE session SET data = $2 WHERE id = $1", vec![row.id.into(), data.to_string().into()]).await?;
        }
    }
    for (table, column) in [("import_file", "body"), ("call_import", "rows")] {
        let rows = tx.query_all_raw(Statement::from_string(tx.get_database_backend(), format!("SELECT id, {column} FROM {table}"))).await?;
        for row in rows {
            let (id, text): (sea_orm::prelude::Uuid, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            // digits of a number may be parted in a file
            let digits: String = text.chars().filter(|c| c.is_alphanumeric() || *c == '@').collect();
            let names_them = held
                .iter()
                .any(|h| cells(&text).any(|cell| cell.eq_ignore_ascii_case(h.trim())) || (h.len() >= 6 && digits.contains(h.as_str())));
            if names_them {
                run(tx, &format!("DELETE FROM {table} WHERE id = $1"), vec![id.into()]).await?;
            }
        }
    }
    for row in jobs::entity::Entity::find().filter(jobs::entity::Column::LastError.is_not_null()).all(&**tx).await? {
        if row.last_error.as_ref().is_some_and(|error| held.iter().any(|text| error.contains(text.as_str()))) {
            run(tx, "UPDATE job SET last_error = NULL WHERE id = $1", vec![row.id.into()]).await?;
        }
    }
    Ok(())
}

/// Whether a text is, or is part of, a value in a JSON document; names of its fields are not looked at.
fn is_in(value: &serde_json::Value, text: &str) -> bool {
    match value {
        serde_json::Value::String(held) => held.contains(text),
        serde_json::Value::Array(items) => items.iter().any(|item| is_in(item, text)),
        serde_json::Value::Object(fields) => fields.values().any(|field| is_in(field, text)),
        _ => false,
    }
}

/// The cells of a file, whatever parts them.
fn cells(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\t', '\n', '\r', '"']).map(str::trim).filter(|cell| !cell.is_empty())
}

async fn run(tx: &Tx, sql: &str, values: Vec<Value>) -> Result<()> {
    tx.execute_raw(Statement::from_sql_and_values(tx.get_database_backend(), sql, values)).await?;
    Ok(())
}

async fn refuse_last_administrator(tx: &Tx, all: &[PersonId]) -> Result<()> {
    let administrators = role_grant::Entity::find().filter(role_grant::Column::Role.eq("administrator")).all(&**tx).await?;
    let theirs = |id: &sea_orm::prelude::Uuid| all.iter().any(|p| p.0 == *id);
    let last = !administrators.is_empty() && administrators.iter().all(|g| theirs(&g.person_id));
    if last { Err(Error::Conflict(Conflict::LastAdministrator)) } else { Ok(()) }
}

/// Whether anything of a text is left in any column of the database: the test of an erasure. Returns `table.column`.
///
/// # Errors
/// The database.
pub async fn find_anywhere(backend: &Backend, text: &str) -> Result<Vec<String>> {
    let db = backend.db.connection();
    let postgres = backend.db.is_postgres();
    let list = if postgres {
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2"
    } else {
        "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY 1, 2"
    };
    let columns = db.query_all_raw(Statement::from_string(db.get_database_backend(), list)).await?;
    let mut found = Vec::new();
    for row in columns {
        let (table, column): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        // bytes are compared as bytes, so that a name inside a file is found too
        let sql = if postgres {
            format!(
                "SELECT COUNT(*) FROM \"{table}\" WHERE strpos(lower(\"{column}\"::text), lower($1)) > 0 \
                 OR strpos(\"{column}\"::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0"
            )
        } else {
            format!(
                "SELECT COUNT(*) FROM \"{table}\" WHERE instr(lower(CAST(\"{column}\" AS TEXT)), lower($1)) > 0 \
                 OR instr(CAST(\"{column}\" AS BLOB), CAST($1 AS BLOB)) > 0"
            )
        };
        let count = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [text.into()])).await?;
        if count.map_or(Ok(0_i64), |row| row.try_get_by_index(0))? > 0 {
            found.push(format!("{table}.{column}"));
        }
    }
    Ok(found)
}
