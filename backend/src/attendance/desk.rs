//! The desk: staff check people in from the list, by their personal code or from a sheet on paper, take walk-ins in,
//! and note who goes.

use domain::{
    attendance::{Evidence, Seen},
    check_in::{personal_code, read_personal_code},
    form::{self, Check, FieldError, FormErrors},
    ids::{MeetingId, OrganisationId, PersonId, WorkshopId},
    live::Topic,
    policy::action,
};

use super::check_in::leave;
use crate::{
    access::{Granted, authorize},
    account,
    context::{Backend, Context},
    db::{Tx, Work},
    error::{Conflict, Error, Result},
    evidence::{self, New},
    fact::Fact,
    organisation, person, secret,
    token::new_id,
    workshop::{self, Meeting, registered},
};

/// Writes that people came, in a transaction that holds the workshop's lock.
async fn come(tx: &mut Tx, ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, people: &[PersonId], seen: Seen) -> Result<u32> {
    let closed = workshop::is_closed(tx, meeting.id).await?;
    if closed && seen != Seen::Paper {
        return Err(Error::Conflict(Conflict::MeetingClosed));
    }
    let mut new = 0;
    // a sheet says that they were there, not when: from the start. At the desk it is now
    let at = if seen == Seen::Paper { meeting.starts_at } else { ctx.now };
    for person in people {
        let key = evidence::coming_key(tx, meeting.id, *person).await?;
        let row = New { by: Some(meeting.by()), once_key: Some(key), ..New::of(meeting.id, *person, Evidence::CheckIn { at, seen }) };
        new += u32::from(evidence::insert(tx, ctx.now, row).await?);
    }
    if closed {
        tx.happened(Fact::MeetingsChanged { workshop: meeting.workshop.id, by: Some(meeting.by()), at: ctx.now }).await?;
    }
    tx.audit(ctx.now, Some(meeting.by()), "attendance.desk", Some(meeting.id.0), &new.to_string()).await?;
    tx.notify(Topic::Roll(meeting.id));
    Ok(new)
}

/// Checks somebody on the roll in, now. Twice is once.
///
/// # Errors
/// `Conflict`: `NotRegistered`, `MeetingClosed` (then a mark is the right thing).
#[tracing::instrument(name = "attendance.check_in_person", skip_all)]
pub async fn check_in_person(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>, person: PersonId, seen: Seen) -> Result<()> {
    let mut tx = ctx.db().begin().await?;
    workshop::lock(&tx, meeting.workshop.id).await?;
    if !registered(&*tx, meeting.workshop.id).await?.contains(&person) {
        return Err(Error::Conflict(Conflict::NotRegistered));
    }
    come(&mut tx, ctx, &meeting, &[person], seen).await?;
    tx.commit().await
}

/// Enters a sheet on paper: who signed was there from the start. Also after the meeting is closed. Returns how many
/// were new.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "attendance.enter_sheet", skip_all)]
pub async fn enter_sheet(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>, signed: &[PersonId]) -> Result<u32> {
    let mut tx = ctx.db().begin().await?;
    workshop::lock(&tx, meeting.workshop.id).await?;
    let there = registered(&*tx, meeting.workshop.id).await?;
    let signed: Vec<PersonId> = there.into_iter().filter(|p| signed.contains(p)).collect();
    let new = come(&mut tx, ctx, &meeting, &signed, Seen::Paper).await?;
    tx.commit().await?;
    Ok(new)
}

/// Notes that somebody goes, now.
///
/// # Errors
/// `CheckIn(MeetingClosed)`.
#[tracing::instrument(name = "attendance.check_out_person", skip_all)]
pub async fn check_out_person(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>, person: PersonId) -> Result<()> {
    let by = meeting.by();
    leave(ctx, &meeting, person, by).await
}

/// What the form for a walk-in holds.
#[derive(Clone, Debug, Default)]
pub struct WalkInForm {
    /// Their name; an alias is fine.
    pub name: String,
    /// Their organisation, by id; may be empty.
    pub organisation: String,
    /// The address of their account, if they have one.
    pub email: String,
    /// A random number of the form: sent twice, it is one person.
    pub once: String,
}

/// Somebody who came without a registration: person (unless the address is that of one), membership, registration and
/// evidence in one step, whatever the capacity. Returns who it is.
///
/// # Errors
/// `Invalid`; `Conflict(MeetingClosed)`.
#[tracing::instrument(name = "attendance.walk_in", skip_all)]
pub async fn walk_in(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>, form: &WalkInForm) -> Result<PersonId> {
    if meeting.window.closed_at.is_some() {
        return Err(Error::Conflict(Conflict::MeetingClosed));
    }
    let mut check = Check::default();
    let email = if form.email.trim().is_empty() { Some(None) } else { check.field("email", form::email(&form.email).map(Some)) };
    let known = match email.as_ref() {
        Some(Some(address)) => account::person_of_email(ctx.db().connection(), address).await?,
        _ => None,
    };
    if known.is_none() && matches!(email, Some(Some(_))) {
        check.note("email", FieldError::Choice);
    }
    let name = if known.is_some() { Some(String::new()) } else { check.field("name", form::line(&form.name, form::limits::PERSON)) };
    let asked = form.organisation.trim().parse::<OrganisationId>().ok();
    let organisations = organisation::names_of(ctx.db().connection(), asked).await?;
    let organisation = match form.organisation.trim() {
        "" => Some(None),
        id => {
            let id = id.parse::<OrganisationId>().ok().filter(|id| organisations.contains_key(id));
            check.field("organisation", id.map(Some).ok_or(FieldError::Choice))
        }
    };
    let (name, organisation) = check.done(name.zip(organisation))?;

    let mut tx = ctx.db().begin().await?;
    workshop::lock(&tx, meeting.workshop.id).await?;
    let once: sea_orm::prelude::Uuid = form.once.trim().parse().unwrap_or_else(|_none| new_id());
    let walked_in = workshop::walk_in_of(&*tx, meeting.workshop.id, PersonId(once)).await?;
    if walked_in.is_some() {
        return Ok(PersonId(once));
    }
    let who = match known {
        Some(person) => person,
        None => {
            let id = if person::is_there(&*tx, PersonId(once)).await? { new_id() } else { once };
            person::insert(&tx, ctx.now, PersonId(id), &name).await?;
            PersonId(id)
        }
    };
    if let (Some(organisation), None) = (organisation, known) {
        organisation::add_member(&tx, ctx.now, organisation, who, ctx.now.date_naive(), false).await?;
    }
    workshop::put_walk_in(&tx, ctx, meeting.workshop.id, who).await?;
    tx.audit(ctx.now, Some(meeting.by()), "attendance.walk_in", Some(meeting.id.0), &who.to_string()).await?;
    come(&mut tx, ctx, &meeting, &[who], Seen::Staff).await?;
    tx.commit().await?;
    Ok(who)
}

/// A walk-in turns out to be somebody who is registered: their evidence becomes that of the person they are, and the
/// walk-in is merged into them. Only somebody without an account, who came to this workshop as a walk-in, can be merged.
///
/// # Errors
/// `Invalid` (`person`).
#[tracing::instrument(name = "attendance.merge_walk_in", skip_all)]
pub async fn merge_walk_in(ctx: &Context, meeting: Granted<Meeting, action::RunMeeting>, walk_in: PersonId, into: PersonId) -> Result<()> {
    let wrong = || Error::Invalid(FormErrors::one("into", FieldError::Choice));
    let id = meeting.workshop.id;
    let mut tx = ctx.db().begin().await?;
    tx.alone(Work::People).await?;
    workshop::lock(&tx, id).await?;
    let place = workshop::walk_in_of(&*tx, id, walk_in).await?.filter(|place| place.holds()).ok_or_else(wrong)?;
    let has_account = account::email_of(&*tx, walk_in).await?.is_some();
    if walk_in == into || has_account || !registered(&*tx, id).await?.contains(&into) {
        return Err(wrong());
    }
    let meetings: Vec<MeetingId> = workshop::meetings_of(&*tx, id).await?.iter().map(|m| MeetingId(m.id)).collect();
    let copied = evidence::copy(&tx, ctx.now, &meetings, walk_in, into).await?;
    person::note_merge(&tx, ctx.now, Some(meeting.by()), walk_in, into, person::WALK_IN).await?;
    workshop::withdraw_place(&tx, ctx.now, place.id).await?;
    tx.audit(ctx.now, Some(meeting.by()), "attendance.merge_walk_in", Some(walk_in.0), &format!("{into} {copied}")).await?;
    tx.happened(Fact::WalkInRecognised { workshop: id, walk_in, by: meeting.by(), at: ctx.now }).await?;
    tx.happened(Fact::MeetingsChanged { workshop: id, by: Some(meeting.by()), at: ctx.now }).await?;
    workshop::fill(&tx, ctx, id).await?;
    workshop::watched(&mut tx, id).await?;
    tx.commit().await
}

/// Key of personal codes: the installation's secret and the workshop.
async fn personal_key(backend: &Backend, workshop: WorkshopId) -> Result<Vec<u8>> {
    let secret = backend.kept(Topic::Content, "personal_code_key", || secret::of(&backend.db, "personal_code_key")).await?;
    let mut key = secret.as_bytes().to_vec();
    key.extend_from_slice(workshop.0.as_bytes());
    Ok(key)
}

/// The actor's own personal code for a workshop they have a place in: staff scan it.
///
/// # Errors
/// The database.
pub async fn own_personal_code(ctx: &Context, workshop: &Granted<workshop::Workshop, action::CheckIn>) -> Result<String> {
    Ok(personal_code(&personal_key(&ctx.backend, workshop.id).await?, workshop.by()))
}

/// Whose personal code this is, among those with a place.
///
/// # Errors
/// `Invalid` (`personal_code`): not a code of anybody in this workshop.
pub async fn of_personal_code(ctx: &Context, meeting: &Granted<Meeting, action::RunMeeting>, typed: &str) -> Result<PersonId> {
    let key = personal_key(&ctx.backend, meeting.workshop.id).await?;
    let code = read_personal_code(typed);
    let people = registered(ctx.db().connection(), meeting.workshop.id).await?;
    let found = code.and_then(|code| people.into_iter().find(|p| personal_code(&key, *p) == code));
    found.ok_or_else(|| FormErrors::one("personal_code", FieldError::Choice).into())
}

/// The meeting a personal code belongs to, among those of the last and the next twelve hours that the actor runs: what
/// a phone's camera opens.
///
/// # Errors
/// `NotFound`.
pub async fn meeting_of_personal_code(ctx: &Context, typed: &str) -> Result<(Granted<Meeting, action::RunMeeting>, PersonId)> {
    ctx.person()?;
    let half_a_day = chrono::Duration::hours(12);
    let (from, until) = (ctx.now - half_a_day, ctx.now + half_a_day);
    for meeting in workshop::find_meetings_between(ctx.db().connection(), ctx.actor.person, from, until).await? {
        let Ok(granted) = authorize(ctx, meeting) else { continue };
        if let Ok(person) = of_personal_code(ctx, &granted, typed).await {
            return Ok((granted, person));
        }
    }
    Err(Error::NotFound)
}
