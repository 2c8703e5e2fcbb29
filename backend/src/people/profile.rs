//! One person, whole: names, contacts, where they belonged, what they took part in, what makes them count.

use crate::{
    access::{Granted, Network, OwnAccount},
    account,
    certificate::{self, Certificate},
    context::Context,
    error::{Error, Result},
    organisation,
    person::{self, group_of},
    training::{self, RecordView},
    workshop,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::{MembershipId, MergeId, OrganisationId, PersonId, WorkshopId},
    policy::action,
};

/// A membership in a person's history.
#[derive(Clone, Debug)]
pub struct MembershipView {
    /// Identity.
    pub id: MembershipId,
    /// Where.
    pub organisation: OrganisationId,
    /// Its name.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; `None` while it goes on.
    pub until: Option<NaiveDate>,
    /// Whether they are a focal point.
    pub focal_point: bool,
}

/// A merge in a person's history.
#[derive(Clone, Debug)]
pub struct MergeView {
    /// Identity.
    pub id: MergeId,
    /// Name of the one who went.
    pub merged: String,
    /// Name of the one who stayed.
    pub kept: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was undone.
    pub undone_at: Option<DateTime<Utc>>,
}

/// A person, with everybody who is one with them.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Who stands for all.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Other names of those who are one.
    pub other_names: Vec<String>,
    /// Whether the name is an alias.
    pub alias: bool,
    /// Whether the data was erased.
    pub erased: bool,
    /// When the entry was made.
    pub since: DateTime<Utc>,
    /// Addresses to sign in with.
    pub accounts: Vec<String>,
    /// Other addresses and numbers: kind and value.
    pub contacts: Vec<(String, String)>,
    /// Roles for the whole network, by name.
    pub roles: Vec<String>,
    /// Where they belonged.
    pub memberships: Vec<MembershipView>,
    /// Their records.
    pub records: Vec<RecordView>,
    /// Workshops: which, its title, status by name.
    pub workshops: Vec<(WorkshopId, String, String)>,
    /// Their certificates.
    pub certificates: Vec<Certificate>,
    /// What was merged, and undone.
    pub merges: Vec<MergeView>,
}

/// The page of a person.
///
/// # Errors
/// `NotFound`.
pub async fn profile(ctx: &Context, _by: &Granted<Network, action::ManagePeople>, who: PersonId) -> Result<Profile> {
    profile_of(ctx, who).await
}

pub(super) async fn profile_of(ctx: &Context, who: PersonId) -> Result<Profile> {
    let db = ctx.db().connection();
    let all = group_of(db, who).await?;
    let people = person::entries(db, &all).await?;
    let stands = all.first().and_then(|first| people.iter().find(|p| p.id == first.0)).ok_or(Error::NotFound)?;
    let accounts = account::addresses(db, Some(&all)).await?;
    let contacts = person::contacts(db, Some(&all)).await?;
    let roles = account::roles_of(db, &all).await?;
    Ok(Profile {
        person: PersonId(stands.id),
        name: stands.name.clone(),
        other_names: people.iter().filter(|p| p.id != stands.id).map(|p| p.name.clone()).collect(),
        alias: stands.alias_since.is_some(),
        erased: stands.erased_at.is_some(),
        since: stands.created_at,
        accounts: accounts.into_iter().map(|(_, email)| email).collect(),
        contacts: contacts.into_iter().map(|c| (c.kind, c.value)).collect(),
        roles,
        memberships: memberships(ctx, &all).await?,
        records: training::records_of(db, &all).await?,
        workshops: workshop::places_of(db, &all).await?,
        certificates: certificate::of_people(db, ctx.now, &all).await?,
        merges: merges(ctx, &all).await?,
    })
}

async fn memberships(ctx: &Context, all: &[PersonId]) -> Result<Vec<MembershipView>> {
    let db = ctx.db().connection();
    let rows = organisation::memberships(db, Some(all)).await?;
    let names = organisation::names_of(db, rows.iter().map(|m| m.organisation)).await?;
    Ok(rows
        .into_iter()
        .map(|m| MembershipView {
            id: m.id,
            organisation: m.organisation,
            name: names.get(&m.organisation).cloned().unwrap_or_default(),
            from: m.from,
            until: m.until,
            focal_point: m.focal_point,
        })
        .collect())
}

async fn merges(ctx: &Context, all: &[PersonId]) -> Result<Vec<MergeView>> {
    let db = ctx.db().connection();
    let rows = person::merges_of(db, all).await?;
    let names = account::names(db, rows.iter().flat_map(|m| [PersonId(m.merged), PersonId(m.kept)])).await?;
    let name = |id| names.get(&PersonId(id)).cloned().unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|m| MergeView {
            id: MergeId(m.id),
            merged: name(m.merged),
            kept: name(m.kept),
            reason: m.reason,
            at: m.at,
            undone_at: m.undone_at,
        })
        .collect())
}

/// What the form for a name holds.
#[derive(Clone, Debug, Default)]
pub struct NameForm {
    /// The name or alias.
    pub name: String,
    /// Filled if it is an alias.
    pub alias: String,
}

/// Changes the actor's own name, or takes an alias in its place. The other name is not kept.
///
/// # Errors
/// `Invalid` (`name`).
#[tracing::instrument(name = "person.rename", skip_all)]
pub async fn rename(ctx: &Context, account: &Granted<OwnAccount, action::UseAccount>, form: &NameForm) -> Result<()> {
    write_name(ctx, account.by(), account.by(), form).await
}

/// Corrects somebody's name, or gives them an alias in its place: walk-ins and people of a list have no account to do it.
/// Certificates that are there keep the name they were issued to.
///
/// # Errors
/// `Invalid` (`name`), `NotFound`.
#[tracing::instrument(name = "person.rename_other", skip_all)]
pub async fn rename_other(ctx: &Context, by: &Granted<Network, action::ManagePeople>, who: PersonId, form: &NameForm) -> Result<()> {
    if !person::is_known(ctx.db().connection(), who).await? {
        return Err(Error::NotFound);
    }
    write_name(ctx, who, by.by(), form).await
}

async fn write_name(ctx: &Context, who: PersonId, by: PersonId, form: &NameForm) -> Result<()> {
    let mut check = Check::default();
    let name = check.field("name", form::line(&form.name, form::limits::PERSON));
    let name = check.done(name)?;
    let tx = ctx.db().begin().await?;
    let alias_since = (!form.alias.trim().is_empty()).then_some(ctx.now);
    person::rename(&tx, who, name, alias_since).await?;
    tx.audit(ctx.now, Some(by), "person.rename", Some(who.0), "").await?;
    tx.commit().await
}

/// What the form for a membership holds.
#[derive(Clone, Debug, Default)]
pub struct MembershipForm {
    /// Which organisation.
    pub organisation: String,
    /// Since which day.
    pub from: String,
}

/// Notes that a person belongs to an organisation from a day on. Records that are there keep where they counted.
///
/// # Errors
/// `Invalid`, `NotFound`.
#[tracing::instrument(name = "person.add_membership", skip_all)]
pub async fn add_membership(
    ctx: &Context,
    by: &Granted<Network, action::ManagePeople>,
    who: PersonId,
    form: &MembershipForm,
) -> Result<()> {
    let tx = ctx.db().begin().await?;
    if !person::is_known(&*tx, who).await? {
        return Err(Error::NotFound);
    }
    let asked = form.organisation.trim().parse::<OrganisationId>().ok();
    let names = organisation::names_of(&*tx, asked).await?;
    let known = asked.filter(|id| names.contains_key(id));
    let mut check = Check::default();
    let organisation = check.field("organisation", known.ok_or(FieldError::Choice));
    let from = check
        .field("from", form::date(&form.from).and_then(|day| if day > ctx.now.date_naive() { Err(FieldError::Future) } else { Ok(day) }));
    let (organisation, from) = check.done(organisation.zip(from))?;
    organisation::add_member(&tx, ctx.now, organisation, who, from, false).await?;
    tx.audit(ctx.now, Some(by.by()), "person.add_membership", Some(who.0), &organisation.to_string()).await?;
    tx.commit().await
}
