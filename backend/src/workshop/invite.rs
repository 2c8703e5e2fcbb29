//! Inviting organisations: those whose State is reviewed soon and that have few trained people come first.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::{
    ids::{OrganisationId, PersonId, WorkshopId},
    policy::action,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, prelude::*, sea_query::OnConflict};

use super::told::{News, Told};
use super::{
    admission::lock,
    entity::{registration, workshop as workshop_row, workshop_invitation},
    queries::{Status, Workshop, registration_of},
};
use crate::{access::Granted, context::Context, db::Tx, error::Result, invitation, notice, organisation, review, token::new_id};

/// Days ahead in which a review makes an organisation "due".
const DUE_DAYS: i64 = 730;
/// Sessions in that time: three a year.
const DUE_SESSIONS: u32 = 6;
/// Fewer trained people than this are few.
const FEW: u32 = 3;

/// An organisation that can be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitable {
    /// Which.
    pub id: OrganisationId,
    /// Name.
    pub name: String,
    /// When its State is reviewed next, if that is in the schedule.
    pub review: Option<NextReview>,
    /// Whether that is within two years.
    pub due: bool,
    /// Its people today.
    pub people: u32,
    /// How many of them are trained.
    pub trained: u32,
    /// Whether it was invited to this workshop.
    pub invited: bool,
    /// Whether it is proposed: not invited yet, and due with few trained people, or without any.
    pub proposed: bool,
}

/// A review to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextReview {
    /// The Working Group session.
    pub session: u32,
    /// Its first day, if that is known.
    pub on: Option<NaiveDate>,
}

/// All organisations, the proposed first: those due soonest, then those with the fewest trained people.
///
/// # Errors
/// The database.
pub async fn invitable(ctx: &Context, workshop: &Granted<Workshop, action::ManageWorkshop>) -> Result<Vec<Invitable>> {
    let db = ctx.db().connection();
    let today = ctx.now.date_naive();
    let rows = organisation::of_all(db, today).await?;
    let made_for = workshop_row::Entity::find_by_id(workshop.id.0).one(db).await?.and_then(|w| w.made_for);
    let invited: BTreeSet<Uuid> = workshop_invitation::Entity::find()
        .filter(workshop_invitation::Column::WorkshopId.eq(workshop.id.0))
        .all(db)
        .await?
        .into_iter()
        .map(|i| i.organisation_id)
        .collect();
    let reviews = review::all(ctx).await?;
    // a session without a date is placed by its number, after the last that has begun
    let begun = reviews.iter().filter(|r| r.starts_on().is_some_and(|on| on <= today)).map(|r| r.session).max().unwrap_or(0);
    let mut next: HashMap<String, NextReview> = HashMap::new();
    for review in reviews.iter().filter(|r| r.starts_on().map_or(r.session > begun, |on| on >= today)) {
        let new = NextReview { session: review.session, on: review.starts_on() };
        let nearest = next.entry(review.iso3.clone()).or_insert(new);
        if new.session < nearest.session {
            *nearest = new;
        }
    }
    let mut all: Vec<Invitable> = rows
        .into_iter()
        .map(|row| {
            let review = next.get(&row.country).copied();
            let due = review.is_some_and(|r| match r.on {
                Some(on) => on <= today + Duration::days(DUE_DAYS),
                None => r.session <= begun + DUE_SESSIONS,
            });
            let trained = row.trained;
            let invited = invited.contains(&row.id.0);
            // a workshop made for a State proposes the organisations there, and no others
            let fits = match &made_for {
                Some(state) => *state == row.country,
                None => (due && trained < FEW) || trained == 0,
            };
            Invitable { proposed: !invited && fits, id: row.id, name: row.name, review, due, people: row.people, trained, invited }
        })
        .collect();
    let session = |o: &Invitable| o.review.map_or(u32::MAX, |r| r.session);
    all.sort_by_key(|o| (o.invited, !o.proposed, session(o), o.trained, o.name.clone()));
    Ok(all)
}

/// Invites organisations: their people with an account, who have no place yet, are told on their home page and by
/// mail. Returns how many were told. Invited twice is invited once.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "workshop.invite", skip_all)]
pub async fn invite(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, organisations: &[OrganisationId]) -> Result<u32> {
    let all: BTreeSet<OrganisationId> = invitable(ctx, &workshop).await?.into_iter().map(|o| o.id).collect();
    let chosen: Vec<OrganisationId> = organisations.iter().copied().filter(|o| all.contains(o)).collect();
    let tx = ctx.db().begin().await?;
    lock(&tx, workshop.id).await?;
    let mut told = 0;
    for organisation in chosen {
        mark_invited(&tx, ctx, workshop.id, organisation, workshop.by()).await?;
        for person in organisation::people_with_account(&*tx, organisation, ctx.now.date_naive()).await? {
            told += u32::from(invite_person(&tx, ctx.now, workshop.id, &workshop.title, person).await?);
        }
    }
    tx.audit(ctx.now, Some(workshop.by()), "workshop.invite", Some(workshop.id.0), &told.to_string()).await?;
    tx.commit().await?;
    Ok(told)
}

async fn mark_invited(tx: &Tx, ctx: &Context, workshop: WorkshopId, organisation: OrganisationId, by: PersonId) -> Result<()> {
    let row = workshop_invitation::ActiveModel {
        workshop_id: Set(workshop.0),
        organisation_id: Set(organisation.0),
        invited_at: Set(ctx.now),
        invited_by: Set(by.0),
    };
    let once =
        OnConflict::columns([workshop_invitation::Column::WorkshopId, workshop_invitation::Column::OrganisationId]).do_nothing().to_owned();
    workshop_invitation::Entity::insert(row).on_conflict(once).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Invites one person; `false` if they have, or had, a registration.
async fn invite_person(tx: &Tx, now: DateTime<Utc>, id: WorkshopId, title: &str, person: PersonId) -> Result<bool> {
    if registration_of(&**tx, id, person).await?.is_some() {
        return Ok(false);
    }
    let row = registration::ActiveModel {
        id: Set(new_id()),
        workshop_id: Set(id.0),
        person_id: Set(person.0),
        status: Set(Status::Invited.name().to_owned()),
        created_at: Set(now),
        changed_at: Set(now),
        ..Default::default()
    };
    registration::Entity::insert(row).exec_without_returning(&**tx).await?;
    let told = Told::Workshop { workshop: id, title: title.to_owned(), news: News::Invited };
    notice::tell(tx, now, person, Some(id.0), &told).await?;
    Ok(true)
}

/// A link for an organisation to pass on to its people: whoever opens it joins the organisation as a participant and
/// is invited to the workshop. Shown once.
///
/// # Errors
/// `NotFound`.
#[tracing::instrument(name = "workshop.link_for", skip_all)]
pub async fn link_for(ctx: &Context, workshop: Granted<Workshop, action::ManageWorkshop>, organisation: OrganisationId) -> Result<String> {
    let tx = ctx.db().begin().await?;
    mark_invited(&tx, ctx, workshop.id, organisation, workshop.by()).await?;
    let token = invitation::create_for_workshop(&tx, ctx, organisation, workshop.id, workshop.by()).await?;
    tx.commit().await?;
    Ok(token)
}

/// Invites the person who joined by a link.
pub(super) async fn invited_by_link(tx: &Tx, now: DateTime<Utc>, id: WorkshopId, person: PersonId) -> Result<()> {
    lock(tx, id).await?;
    let workshop = super::find(&**tx, None, id).await?;
    invite_person(tx, now, id, &workshop.title, person).await.map(drop)
}
