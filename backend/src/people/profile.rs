//! One person, whole: names, contacts, where they belonged, what they took part in, what makes them count.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    form::{self, Check, FieldError},
    ids::{MembershipId, MergeId, OrganisationId, PersonId, WorkshopId},
    policy::action,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, prelude::Uuid};

use crate::{
    access::{Granted, Network, OwnAccount},
    certificate::{self, Certificate},
    context::Context,
    error::{Error, Result},
    organisation,
    person::{self, group_of},
    training::{self, RecordView},
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

/// A part of what is known of a person: what each column means depends on the kind.
#[derive(FromQueryResult)]
struct Part {
    kind: String,
    id: Uuid,
    text: String,
    note: String,
    more: String,
    other: Option<Uuid>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    flag: i32,
}

/// What is known of those who are one, but for records and certificates: one statement.
async fn parts(db: &impl ConnectionTrait, all: &[PersonId]) -> Result<Vec<Part>> {
    let places: Vec<String> = (1..=all.len()).map(|n| format!("${n}")).collect();
    let ids = places.join(", ");
    let sql = format!(
        "SELECT 'person' AS kind, p.id AS id, p.name AS text, '' AS note, '' AS more, p.merged_into AS other, CAST(NULL AS date) AS starts_on, \
         CAST(NULL AS date) AS ends_on, p.created_at AS at, p.erased_at AS ended_at, CASE WHEN p.alias_since IS NULL THEN 0 ELSE 1 END AS flag \
         FROM person p WHERE p.id IN ({ids}) \
         UNION ALL SELECT 'account', a.id, a.email, '', '', NULL, NULL, NULL, a.created_at, NULL, 0 FROM account a WHERE a.person_id IN ({ids}) \
         UNION ALL SELECT 'contact', c.person_id, c.value, c.kind, '', NULL, NULL, NULL, NULL, NULL, 0 FROM person_contact c WHERE c.person_id IN ({ids}) \
         UNION ALL SELECT 'role', g.person_id, g.role, '', '', NULL, NULL, NULL, g.granted_at, NULL, 0 FROM role_grant g WHERE g.person_id IN ({ids}) \
         UNION ALL SELECT 'membership', m.id, o.name, '', '', m.organisation_id, m.starts_on, m.ends_on, NULL, NULL, \
         CASE WHEN m.focal_point_since IS NULL THEN 0 ELSE 1 END FROM membership m JOIN organisation o ON o.id = m.organisation_id \
         WHERE m.person_id IN ({ids}) \
         UNION ALL SELECT 'place', r.workshop_id, w.title, r.status, '', NULL, NULL, NULL, r.created_at, NULL, 0 \
         FROM registration r JOIN workshop w ON w.id = r.workshop_id WHERE r.person_id IN ({ids}) \
         UNION ALL SELECT 'merge', m.id, a.name, b.name, m.reason, NULL, NULL, NULL, m.at, m.undone_at, 0 \
         FROM person_merge m JOIN person a ON a.id = m.merged JOIN person b ON b.id = m.kept \
         WHERE m.merged IN ({ids}) OR m.kept IN ({ids}) ORDER BY kind, starts_on, at, id, text"
    );
    let values = all.iter().map(|p| p.0.into());
    Ok(Part::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

async fn profile_of(ctx: &Context, who: PersonId) -> Result<Profile> {
    let db = ctx.db().connection();
    let all = group_of(db, who).await?;
    let mut of_kind: HashMap<String, Vec<Part>> = HashMap::new();
    for part in parts(db, &all).await? {
        of_kind.entry(part.kind.clone()).or_default().push(part);
    }
    let mut take = |kind: &str| of_kind.remove(kind).unwrap_or_default().into_iter();
    let (stands, others): (Vec<Part>, Vec<Part>) = take("person").partition(|p| Some(PersonId(p.id)) == all.first().copied());
    let stands = stands.into_iter().next().ok_or(Error::NotFound)?;
    Ok(Profile {
        person: PersonId(stands.id),
        name: stands.text,
        other_names: others.into_iter().map(|p| p.text).collect(),
        alias: stands.flag == 1,
        erased: stands.ended_at.is_some(),
        since: stands.at.unwrap_or_default(),
        accounts: take("account").map(|a| a.text).collect(),
        contacts: take("contact").map(|c| (c.note, c.text)).collect(),
        roles: take("role").map(|r| r.text).collect(),
        memberships: take("membership").filter_map(membership).collect(),
        records: training::records_of(db, &all).await?,
        // the newest first
        workshops: take("place").rev().map(|p| (WorkshopId(p.id), p.text, p.note)).collect(),
        certificates: certificate::of_people(db, ctx.now, &all).await?,
        merges: take("merge").filter_map(merge).collect(),
    })
}

fn membership(part: Part) -> Option<MembershipView> {
    Some(MembershipView {
        id: MembershipId(part.id),
        organisation: OrganisationId(part.other?),
        name: part.text,
        from: part.starts_on?,
        until: part.ends_on,
        focal_point: part.flag == 1,
    })
}

fn merge(part: Part) -> Option<MergeView> {
    Some(MergeView { id: MergeId(part.id), merged: part.text, kept: part.note, reason: part.more, at: part.at?, undone_at: part.ended_at })
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
