//! Reads of organisations and memberships.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::{
    actor::Actor,
    ids::{OrganisationId, PersonId},
    policy::{ActionType, Resource, action},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use super::entity::{membership, organisation};
use crate::{
    access::{AsResource, Granted, Network, authorize},
    account,
    context::Context,
    error::{Error, Result},
    review, training,
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
    /// First day of a training record that counts here; told to those who manage members.
    pub trained_on: Option<NaiveDate>,
}

/// An organisation's page.
#[derive(Clone, Debug)]
pub struct OrganisationView {
    /// The organisation.
    pub organisation: Organisation,
    /// Name of its country.
    pub country_name: String,
    /// Its members today, by name.
    pub members: Vec<Member>,
    /// Whether the reader may invite.
    pub may_invite: bool,
    /// Individuals trained here, with those who left; told to those who manage members.
    pub individuals: Option<u32>,
}

/// Loads an organisation for an action.
///
/// # Errors
/// `NotFound`, `Forbidden`, `SignIn`.
pub async fn load_for<A: ActionType>(ctx: &Context, id: OrganisationId) -> Result<Granted<Organisation, A>> {
    let row = organisation::Entity::find_by_id(id.0).one(ctx.db().connection()).await?.ok_or(Error::NotFound)?;
    authorize(ctx, row.into())
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
pub async fn view(ctx: &Context, organisation: Granted<Organisation, action::ReadOrganisation>) -> Result<OrganisationView> {
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation.id.0))
        .filter(holds_on(ctx.now.date_naive()))
        .all(ctx.db().connection())
        .await?;
    let db = ctx.db().connection();
    // whoever was erased is no member any more, and two who are one are one
    let merges = training::merges(db).await?;
    let members = rows.iter().map(|m| PersonId(m.person_id));
    let names = account::standing_names(db, members.flat_map(|p| [p, domain::training::standing_for(&merges, p)])).await?;
    let manages = authorize::<action::ManageMembers, _>(ctx, organisation.clone()).is_ok();
    let trained = if manages { Some(training::trained_in(db, organisation.id, ctx.now.date_naive()).await?) } else { None };
    let mut members: Vec<Member> = Vec::new();
    for m in rows {
        let person = domain::training::standing_for(&merges, PersonId(m.person_id));
        let Some(name) = names.get(&person).or(names.get(&PersonId(m.person_id))) else { continue };
        if let Some(there) = members.iter_mut().find(|other| other.person == person) {
            there.focal_point |= m.focal_point_since.is_some();
            there.since = Ord::min(there.since, m.starts_on);
            continue;
        }
        members.push(Member {
            person,
            name: name.clone(),
            focal_point: m.focal_point_since.is_some(),
            since: m.starts_on,
            trained_on: trained.as_ref().and_then(|t| t.get(&person).copied()),
        });
    }
    members.sort_by(|a, b| a.name.to_lowercase().cmp(&b.name.to_lowercase()).then(a.person.cmp(&b.person)));
    let country_name = countries(ctx).await?.into_iter().find(|c| c.iso3 == organisation.country).map_or_else(String::new, |c| c.name);
    let may_invite = authorize::<action::InviteToOrganisation, _>(ctx, organisation.clone()).is_ok();
    let individuals = trained.map(|t| u32::try_from(t.len()).unwrap_or(u32::MAX));
    Ok(OrganisationView { organisation: organisation.clone(), country_name, members, may_invite, individuals })
}

fn holds_on(day: NaiveDate) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(membership::Column::StartsOn.lte(day))
        .add(membership::Column::EndsOn.is_null().or(membership::Column::EndsOn.gte(day)))
}

/// The names of all organisations, for staff who choose one.
///
/// # Errors
/// `NotFound` for others.
pub async fn choices(ctx: &Context) -> Result<Vec<(OrganisationId, String)>> {
    ctx.person()?;
    let rows = organisation::Entity::find().order_by_asc(organisation::Column::NameKey).all(ctx.db().connection()).await?;
    Ok(rows.into_iter().map(|o| (OrganisationId(o.id), o.name)).collect())
}

/// Where persons belonged on a day, with everybody who is one with them.
pub(crate) async fn memberships_on(
    db: &impl ConnectionTrait,
    people: &[PersonId],
    day: NaiveDate,
) -> Result<HashMap<PersonId, BTreeSet<OrganisationId>>> {
    let mut by_person: HashMap<PersonId, BTreeSet<OrganisationId>> = HashMap::new();
    if people.is_empty() {
        return Ok(by_person);
    }
    let merges = training::merges(db).await?;
    let standing = |p: PersonId| domain::training::standing_for(&merges, p);
    // who was asked for, by the person who stands for them
    let mut asked: HashMap<PersonId, Vec<PersonId>> = HashMap::new();
    people.iter().for_each(|p| asked.entry(standing(*p)).or_default().push(*p));
    let others = merges.keys().copied().filter(|p| asked.contains_key(&standing(*p)));
    let all: BTreeSet<PersonId> = people.iter().copied().chain(asked.keys().copied()).chain(others).collect();
    let all: Vec<Uuid> = all.into_iter().map(|p| p.0).collect();
    // a statement takes some thirty thousand values at most
    for some in all.chunks(10_000) {
        let of_some = membership::Entity::find().filter(membership::Column::PersonId.is_in(some.iter().copied()));
        for row in of_some.filter(holds_on(day)).all(db).await? {
            for person in asked.get(&standing(PersonId(row.person_id))).into_iter().flatten() {
                by_person.entry(*person).or_default().insert(OrganisationId(row.organisation_id));
            }
        }
    }
    Ok(by_person)
}

/// The people of an organisation on a day who can sign in.
pub(crate) async fn people_with_account(db: &impl ConnectionTrait, organisation: OrganisationId, day: NaiveDate) -> Result<Vec<PersonId>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation.0))
        .filter(holds_on(day))
        .order_by_asc(membership::Column::PersonId)
        .all(db)
        .await?;
    let mut people: Vec<PersonId> = Vec::new();
    for row in rows {
        let person = PersonId(row.person_id);
        if account::email_of(db, person).await?.is_some() && !people.contains(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

/// The names of all organisations.
pub(crate) async fn names(db: &impl ConnectionTrait) -> Result<HashMap<OrganisationId, String>> {
    Ok(organisation::Entity::find().all(db).await?.into_iter().map(|o| (OrganisationId(o.id), o.name)).collect())
}

/// The countries an organisation can be in: the States of the review schedule.
///
/// # Errors
/// The database.
pub async fn countries(ctx: &Context) -> Result<Vec<review::Country>> {
    review::countries(ctx).await
}
