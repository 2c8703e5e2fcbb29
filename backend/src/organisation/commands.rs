//! Creating organisations, adding members.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    form::{self, Check, FieldError, FormErrors},
    ids::{OrganisationId, PersonId},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};

use super::{
    entity::{membership, organisation},
    queries::countries,
};
use crate::{
    access::{Granted, Network},
    context::Context,
    db::Tx,
    error::{Result, is_unique_violation},
    token::new_id,
};

/// What the form for a new organisation holds.
#[derive(Clone, Debug, Default)]
pub struct OrganisationForm {
    /// Its name.
    pub name: String,
    /// Its country, ISO 3166-1 alpha-3.
    pub country: String,
}

/// Creates an organisation.
///
/// # Errors
/// `Invalid`: a bad name, a country that is not a State of the schedule, a name that is taken.
#[tracing::instrument(name = "organisation.create", skip_all)]
pub async fn create(ctx: &Context, by: Granted<Network, action::ManageOrganisations>, form: &OrganisationForm) -> Result<OrganisationId> {
    let known = countries(ctx).await?;
    let mut check = Check::default();
    let name = check.field("name", form::line(&form.name, form::limits::ORGANISATION));
    let country = check.field(
        "country",
        form::iso3(&form.country).and_then(|iso3| if known.iter().any(|c| c.iso3 == iso3) { Ok(iso3) } else { Err(FieldError::Choice) }),
    );
    let (name, country) = check.done(name.zip(country))?;

    let tx = ctx.db().begin().await?;
    let id = insert(&tx, ctx.now, &name, &country).await?;
    tx.audit(ctx.now, Some(by.by()), "organisation.create", Some(id.0), "").await?;
    tx.commit().await?;
    Ok(id)
}

/// Two names that differ in case or space only are one.
pub(crate) fn name_key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

pub(crate) async fn insert(tx: &Tx, now: DateTime<Utc>, name: &str, country: &str) -> Result<OrganisationId> {
    let id = OrganisationId(new_id());
    let row = organisation::ActiveModel {
        id: Set(id.0),
        name: Set(name.to_owned()),
        name_key: Set(name_key(name)),
        country: Set(country.to_owned()),
        created_at: Set(now),
    };
    match organisation::Entity::insert(row).exec_without_returning(&**tx).await {
        Ok(_) => Ok(id),
        Err(error) if is_unique_violation(&error) => Err(FormErrors::one("name", FieldError::Taken).into()),
        Err(error) => Err(error.into()),
    }
}

/// Makes a person a member from a day on. Whoever is a member stays one; a member can become focal point.
pub(crate) async fn add_member(
    tx: &Tx,
    now: DateTime<Utc>,
    organisation: OrganisationId,
    person: PersonId,
    from: NaiveDate,
    focal_point: bool,
) -> Result<()> {
    let current = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation.0))
        .filter(membership::Column::PersonId.eq(person.0))
        .filter(membership::Column::EndsOn.is_null())
        .one(&**tx)
        .await?;
    let focal_point_since = focal_point.then_some(now);
    match current {
        None => {
            let row = membership::ActiveModel {
                id: Set(new_id()),
                person_id: Set(person.0),
                organisation_id: Set(organisation.0),
                focal_point_since: Set(focal_point_since),
                starts_on: Set(from),
                ends_on: Set(None),
            };
            membership::Entity::insert(row).exec_without_returning(&**tx).await?;
        }
        Some(member) if focal_point && member.focal_point_since.is_none() => {
            let change = membership::ActiveModel { id: Set(member.id), focal_point_since: Set(focal_point_since), ..Default::default() };
            membership::Entity::update(change).exec(&**tx).await?;
        }
        Some(_) => {}
    }
    Ok(())
}

/// Makes many members at once, from a day on: of people who are none yet.
pub(crate) async fn insert_memberships(tx: &Tx, new: Vec<(PersonId, OrganisationId, NaiveDate)>) -> Result<()> {
    // some thirty thousand values are the most a statement takes
    for some in new.chunks(1500) {
        let rows = some.iter().map(|(person, organisation, from)| membership::ActiveModel {
            id: Set(new_id()),
            person_id: Set(person.0),
            organisation_id: Set(organisation.0),
            focal_point_since: Set(None),
            starts_on: Set(*from),
            ends_on: Set(None),
        });
        membership::Entity::insert_many(rows.collect::<Vec<_>>()).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Ends a membership today: the person belonged until now. What they did here still counts here. Twice is once.
///
/// # Errors
/// `NotFound` for somebody who is no member.
#[tracing::instrument(name = "organisation.end_membership", skip_all)]
pub async fn end_membership(
    ctx: &Context,
    organisation: &Granted<super::Organisation, action::ManageMembers>,
    person: PersonId,
) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let all = crate::person::group_of(&*tx, person).await?;
    let today = ctx.now.date_naive();
    let open = membership::Entity::find()
        .filter(membership::Column::OrganisationId.eq(organisation.id.0))
        .filter(membership::Column::PersonId.is_in(all.iter().map(|p| p.0)))
        .filter(membership::Column::EndsOn.is_null().or(membership::Column::EndsOn.gte(today)))
        .all(&*tx)
        .await?;
    if open.is_empty() {
        return Err(crate::error::Error::NotFound);
    }
    for row in open {
        // until yesterday, so that they are out from this moment; a membership that began today never was
        let last = today.pred_opt().unwrap_or(today);
        if row.starts_on > last {
            membership::Entity::delete_by_id(row.id).exec(&*tx).await?;
        } else {
            let change =
                membership::ActiveModel { id: Set(row.id), ends_on: Set(Some(last)), focal_point_since: Set(None), ..Default::default() };
            membership::Entity::update(change).exec(&*tx).await?;
        }
    }
    tx.audit(ctx.now, Some(organisation.by()), "organisation.end_membership", Some(person.0), &organisation.id.to_string()).await?;
    tx.commit().await
}
