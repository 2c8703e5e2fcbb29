//! Reads of organisations and memberships.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use chrono::NaiveDate;
use domain::{
    actor::Actor,
    ids::{OrganisationId, PersonId},
    policy::{ActionType, Resource, action},
    region::Region,
    register::{Place, Places},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
    prelude::*,
};

use super::entity::{membership, organisation};
use crate::{
    access::{AsResource, Granted, Network, authorize},
    account,
    context::Context,
    error::{Error, Result},
    review,
};

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Identity.
    pub id: OrganisationId,
    /// Name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub country: String,
}

impl AsResource for Organisation {
    fn resource(&self, _: &Actor) -> Resource {
        Resource::Organisation(self.id)
    }
}

impl From<organisation::Model> for Organisation {
    fn from(row: organisation::Model) -> Self {
        Self { id: OrganisationId(row.id), name: row.name, country: row.country }
    }
}

/// A member of an organisation today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Whether they are a focal point.
    pub focal_point: bool,
    /// Since when they belong.
    pub since: NaiveDate,
}

/// An organisation's page.
#[derive(Debug)]
pub struct OrganisationView {
    /// The organisation.
    pub organisation: Organisation,
    /// Name of its country.
    pub country_name: String,
    /// Its members today, by name.
    pub members: Vec<Member>,
    /// Whether the reader may invite.
    pub may_invite: bool,
    /// The policy's word that the reader may manage its members, if they may.
    pub managed: Option<Granted<Organisation, action::ManageMembers>>,
}

/// Loads an organisation for an action.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub async fn load_for<A: ActionType>(ctx: &Context, id: OrganisationId) -> Result<Granted<Organisation, A>> {
    let row = organisation::Entity::find_by_id(id.0).one(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    authorize(ctx, row.into())
}

/// Asks for another action on an organisation that was loaded for one: the policy is asked, nothing is loaded again.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub fn also_for<A: ActionType, B>(ctx: &Context, organisation: &Granted<Organisation, B>) -> Result<Granted<Organisation, A>> {
    authorize(ctx, (**organisation).clone())
}

/// All organisations with their number of members, by name.
///
/// # Errors
/// The database.
pub async fn all(ctx: &Context, _by: &Granted<Network, action::ManageOrganisations>) -> Result<Vec<(Organisation, u64)>> {
    let rows = organisation::Entity::find().order_by_asc(organisation::Column::NameKey).all(ctx.db().connection()).await?;
    let today = ctx.now.date_naive();
    let counts: Vec<(Uuid, i64)> = membership::Entity::find()
        .select_only()
        .column(membership::Column::OrganisationId)
        .column_as(membership::Column::PersonId.count(), "members")
        .filter(holds_on(today))
        .group_by(membership::Column::OrganisationId)
        .into_tuple()
        .all(ctx.db().connection())
        .await?;
    let counts: HashMap<Uuid, i64> = counts.into_iter().collect();
    Ok(rows
        .into_iter()
        .map(|row| (counts.get(&row.id).copied().unwrap_or(0).unsigned_abs(), row))
        .map(|(n, row)| (row.into(), n))
        .collect())
}

/// An organisation's page.
///
/// # Errors
/// The database.
pub async fn view(ctx: &Context, organisation: &Granted<Organisation, action::ReadOrganisation>) -> Result<OrganisationView> {
    let db = ctx.db().connection();
    let mut members: Vec<Member> = Vec::new();
    for row in members_on(db, organisation.id, ctx.now.date_naive()).await? {
        let person = PersonId(row.person_id);
        // two who are one come one after the other
        if let Some(there) = members.last_mut().filter(|there| there.person == person) {
            there.focal_point |= row.focal_point;
            there.since = Ord::min(there.since, row.starts_on);
            continue;
        }
        members.push(Member { person, name: row.name, focal_point: row.focal_point, since: row.starts_on });
    }
    members.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.person.cmp(&b.person)));
    let country_name = countries(ctx).await?.iter().find(|c| c.iso3 == organisation.country).map_or_else(String::new, |c| c.name.clone());
    let managed = also_for::<action::ManageMembers, _>(ctx, organisation).ok();
    let may_invite = also_for::<action::InviteToOrganisation, _>(ctx, organisation).is_ok();
    Ok(OrganisationView { organisation: (**organisation).clone(), country_name, members, may_invite, managed })
}

#[derive(FromQueryResult)]
struct MemberRow {
    person_id: Uuid,
    name: String,
    focal_point: bool,
    starts_on: NaiveDate,
}

/// The members on a day by the person who stands for them. Whoever was erased is no member any more.
async fn members_on(db: &impl ConnectionTrait, organisation: OrganisationId, day: NaiveDate) -> Result<Vec<MemberRow>> {
    let sql = "SELECT COALESCE(p.merged_into, p.id) AS person_id, CASE WHEN s.erased_at IS NULL THEN s.name ELSE p.name END AS name, \
               m.focal_point_since IS NOT NULL AS focal_point, m.starts_on FROM membership m JOIN person p ON p.id = m.person_id \
               JOIN person s ON s.id = COALESCE(p.merged_into, p.id) \
               WHERE m.organisation_id = $1 AND m.starts_on <= $2 AND (m.ends_on IS NULL OR m.ends_on >= $2) \
               AND (s.erased_at IS NULL OR p.erased_at IS NULL) ORDER BY COALESCE(p.merged_into, p.id), m.starts_on";
    let values = [organisation.0.into(), day.into()];
    Ok(MemberRow::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?)
}

fn holds_on(day: NaiveDate) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(membership::Column::StartsOn.lte(day))
        .add(membership::Column::EndsOn.is_null().or(membership::Column::EndsOn.gte(day)))
}

/// The names of all organisations, for staff who choose one.
///
/// # Errors
/// `SignIn`.
pub async fn choices(ctx: &Context) -> Result<Vec<(OrganisationId, String)>> {
    ctx.person()?;
    let rows: Vec<(Uuid, String)> = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::Id)
        .column(organisation::Column::Name)
        .order_by_asc(organisation::Column::NameKey)
        .into_tuple()
        .all(ctx.db().connection())
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (OrganisationId(id), name)).collect())
}

#[derive(FromQueryResult)]
struct Belonged {
    person_id: Uuid,
    organisation_id: Uuid,
    name: String,
}

/// Where persons belonged on a day, with everybody who is one with them: the organisations by name.
async fn belonged(db: &impl ConnectionTrait, people: &[PersonId], day: NaiveDate) -> Result<Vec<Belonged>> {
    let mut all = Vec::new();
    // a statement takes some thirty thousand values at most
    for some in people.chunks(10_000) {
        let mut values: Vec<Value> = vec![day.into()];
        values.extend(some.iter().map(|p| Value::from(p.0)));
        let places: Vec<String> = (2..=values.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "SELECT DISTINCT a.id AS person_id, o.id AS organisation_id, o.name, o.name_key FROM person a \
             JOIN person g ON g.id = COALESCE(a.merged_into, a.id) OR g.merged_into = COALESCE(a.merged_into, a.id) \
             JOIN membership m ON m.person_id = g.id AND m.starts_on <= $1 AND (m.ends_on IS NULL OR m.ends_on >= $1) \
             JOIN organisation o ON o.id = m.organisation_id WHERE a.id IN ({}) ORDER BY o.name_key, o.id",
            places.join(", ")
        );
        all.extend(Belonged::find_by_statement(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).all(db).await?);
    }
    Ok(all)
}

/// Where persons belonged on a day, with everybody who is one with them.
pub(crate) async fn memberships_on(
    db: &impl ConnectionTrait,
    people: &[PersonId],
    day: NaiveDate,
) -> Result<HashMap<PersonId, BTreeSet<OrganisationId>>> {
    let mut by_person: HashMap<PersonId, BTreeSet<OrganisationId>> = HashMap::new();
    for row in belonged(db, people, day).await? {
        by_person.entry(PersonId(row.person_id)).or_default().insert(OrganisationId(row.organisation_id));
    }
    Ok(by_person)
}

/// The names of the organisations that persons belonged to on a day, with everybody who is one with them.
pub(crate) async fn names_on(db: &impl ConnectionTrait, people: &[PersonId], day: NaiveDate) -> Result<HashMap<PersonId, Vec<String>>> {
    let mut by_person: HashMap<PersonId, Vec<String>> = HashMap::new();
    for row in belonged(db, people, day).await? {
        by_person.entry(PersonId(row.person_id)).or_default().push(row.name);
    }
    Ok(by_person)
}

/// The people of an organisation on a day who can sign in.
pub(crate) async fn people_with_account(db: &impl ConnectionTrait, organisation: OrganisationId, day: NaiveDate) -> Result<Vec<PersonId>> {
    let rows: Vec<Uuid> = membership::Entity::find()
        .select_only()
        .column(membership::Column::PersonId)
        .distinct()
        .filter(membership::Column::OrganisationId.eq(organisation.0))
        .filter(membership::Column::PersonId.in_subquery(account::with_account()))
        .filter(holds_on(day))
        .order_by_asc(membership::Column::PersonId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(PersonId).collect())
}

/// The names of some organisations.
pub(crate) async fn names_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, String>> {
    let ids: BTreeSet<Uuid> = ids.into_iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = organisation::Entity::find().filter(organisation::Column::Id.is_in(ids)).all(db).await?;
    Ok(rows.into_iter().map(|o| (OrganisationId(o.id), o.name)).collect())
}

/// The organisation of a name, as it is written in the register.
pub(crate) async fn of_name(db: &impl ConnectionTrait, name: &str) -> Result<Option<OrganisationId>> {
    let found = organisation::Entity::find().filter(organisation::Column::NameKey.eq(super::name_key(name))).one(db).await?;
    Ok(found.map(|o| OrganisationId(o.id)))
}

/// The names of all organisations, for a file that is brought in.
pub(crate) async fn names(db: &impl ConnectionTrait) -> Result<HashMap<OrganisationId, String>> {
    Ok(organisation::Entity::find().all(db).await?.into_iter().map(|o| (OrganisationId(o.id), o.name)).collect())
}

/// The countries an organisation can be in: the States of the review schedule.
///
/// # Errors
/// The database.
pub async fn countries(ctx: &Context) -> Result<Arc<Vec<review::Country>>> {
    review::countries(ctx).await
}

/// Where somebody belongs or belonged.
pub(crate) struct Membership {
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// The memberships of all times, the earliest first: of some people, or of everybody.
pub(crate) async fn memberships(db: &impl ConnectionTrait, people: Option<&[PersonId]>) -> Result<Vec<Membership>> {
    let mut find = membership::Entity::find().order_by_asc(membership::Column::StartsOn).order_by_asc(membership::Column::Id);
    if let Some(people) = people {
        find = find.filter(membership::Column::PersonId.is_in(people.iter().map(|p| p.0)));
    }
    let view = |m: membership::Model| Membership {
        person: PersonId(m.person_id),
        organisation: OrganisationId(m.organisation_id),
        from: m.starts_on,
        until: m.ends_on,
    };
    Ok(find.all(db).await?.into_iter().map(view).collect())
}

/// Where each organisation is, and its name.
pub(crate) async fn places(db: &impl ConnectionTrait) -> Result<(Places, HashMap<OrganisationId, String>)> {
    let (mut places, mut names) = (Places::new(), HashMap::new());
    for row in organisation::Entity::find().all(db).await? {
        let id = OrganisationId(row.id);
        places.insert(id, Place { region: Region::of(&row.country), country: row.country });
        names.insert(id, row.name);
    }
    Ok((places, names))
}
