//! Erasing a person: no name, address or free text of theirs stays anywhere, and no total moves.
//!
//! What stays is a person without identity: an id that was never derived from anything, the days on which it met a rule,
//! where it counted, which meetings it came to. What staff wrote for the network (lessons, workshops, questions) is the
//! network's and stays; their name on it goes.

use domain::{ids::PersonId, policy::action};

use crate::{
    access::{Granted, Network, OwnAccount},
    account, attendance, certificate,
    context::Context,
    db::{Tx, Work},
    error::{Conflict, Error, Result},
    fact::Fact,
    import_file, jobs,
    person::{self, ERASED, group_of},
};

/// Erases the actor's own data, for good. Signs them out everywhere.
///
/// # Errors
/// `Conflict`: `LastAdministrator`, `MergesStaff` (they are one with a trainer or administrator: ask for it).
#[tracing::instrument(name = "person.erase_own", skip_all)]
pub async fn erase_own(ctx: &Context, own: Granted<OwnAccount, action::UseAccount>) -> Result<()> {
    // somebody merged into a trainer or administrator is not to take that one along: an administrator can
    let db = ctx.db().connection();
    let others = group_of(db, own.by()).await?.into_iter().filter(|p| *p != own.by());
    if account::any_staff(db, others).await? {
        return Err(Error::Conflict(Conflict::MergesStaff));
    }
    erase(ctx, own.by(), own.by()).await
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
    let entries = person::entries(&*tx, &all).await?;
    if entries.len() < all.len() {
        return Err(Error::NotFound);
    }
    names.extend(entries.into_iter().map(|row| row.name));
    contacts.extend(account::addresses(&*tx, Some(&all)).await?.into_iter().map(|(_, email)| email));
    contacts.extend(person::contacts(&*tx, Some(&all)).await?.into_iter().map(|c| c.value));
    names.retain(|name| name != ERASED);
    for person in &all {
        tx.happened(Fact::PersonErased { person: *person, at: ctx.now }).await?;
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
    account::sessions::forget_typed(tx, |typed| held.iter().any(|text| is_in(typed, text))).await?;
    let names_them = |text: &str| {
        // digits of a number may be parted in a file
        let digits: String = text.chars().filter(|c| c.is_alphanumeric() || *c == '@').collect();
        held.iter().any(|h| cells(text).any(|cell| cell.eq_ignore_ascii_case(h.trim())) || (h.len() >= 6 && digits.contains(h.as_str())))
    };
    import_file::forget_holding(tx, names_them).await?;
    attendance::forget_lists_holding(tx, names_them).await?;
    jobs::forget_errors(tx, |error| held.iter().any(|text| error.contains(text.as_str()))).await
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

async fn refuse_last_administrator(tx: &Tx, all: &[PersonId]) -> Result<()> {
    let administrators = account::administrators(&**tx).await?;
    let last = !administrators.is_empty() && administrators.iter().all(|p| all.contains(p));
    if last { Err(Error::Conflict(Conflict::LastAdministrator)) } else { Ok(()) }
}
