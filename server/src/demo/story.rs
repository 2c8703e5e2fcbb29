//! What happened in the demonstration's network until now.

use backend::{
    Backend, Context, Error, access,
    account::{StaffRole, context_for},
    attendance::{self, MarkForm, Proof},
    clock::Clock,
    invitation::{self, AcceptForm, InvitationForm},
    organisation::{self, OrganisationForm},
    training::{self, HistoryForm},
    workshop::{self, MeetingForm, PlanForm},
};
use chrono::{DateTime, Duration, Utc};
use domain::{
    ids::{MeetingId, PersonId, WorkshopId},
    policy::action,
};

use super::cast::{ORGANISATIONS, PEOPLE, name};

const PASSWORD: &str = "upright-demo";

pub(super) struct Network {
    pub(super) backend: Backend,
    /// When the story ends: the real time.
    pub(super) now: DateTime<Utc>,
    pub(super) admin: PersonId,
    pub(super) trainer: PersonId,
    /// Everybody else, in the order of `cast`, the two named accounts first.
    people: Vec<PersonId>,
}

/// Tells the whole story. A database that has a network already is left as it is.
///
/// # Errors
/// The database.
pub async fn build(real: &Backend) -> Result<(), Error> {
    if super::is_there(real).await? {
        return Ok(());
    }
    let now = real.clock.now();
    let backend = Backend::new(real.db.clone(), Clock::fixed(now - Duration::days(190)));
    let network = cast(backend, now).await?;
    network.history().await?;
    network.past_workshop("Introduction to the UPR", 170, 2..20, 12).await?;
    for n in (22..32).step_by(2) {
        network.complete(n, &["role-of-civil-society", "engagement-and-advocacy", "drafting-a-submission"]).await?;
    }
    network.past_workshop("Drafting for the deadline", 60, 16..36, 17).await?;
    network.complete(40, &["role-of-civil-society"]).await?;
    network.tidy_register().await?;
    network.learn().await?;
    network.next_cycle().await?;
    network.drafts().await?;
    network.today().await?;
    network.next_month().await?;
    Ok(())
}

async fn accept(backend: &Backend, token: &str, name: &str, email: &str) -> Result<PersonId, Error> {
    let form = AcceptForm { name: name.into(), email: email.into(), password: PASSWORD.into() };
    let session = invitation::accept(&backend.anonymous(), token, &form).await?;
    context_for(backend, &session).await?.person()
}

async fn cast(backend: Backend, now: DateTime<Utc>) -> Result<Network, Error> {
    let token = invitation::create_unattended(&backend, StaffRole::Administrator).await?;
    let admin = accept(&backend, &token, "Ada Lindqvist", "admin@demo.test").await?;
    let ctx = backend.acting_for(admin).await?;
    let token = invitation::create_for_staff(&ctx, access::network(&ctx)?, StaffRole::Trainer).await?;
    let trainer = accept(&backend, &token, "Tomas Reyes", "trainer@demo.test").await?;

    let mut organisations = Vec::new();
    for (name, country) in ORGANISATIONS {
        let form = OrganisationForm { name: name.into(), country: country.into() };
        organisations.push(organisation::create(&ctx, access::network(&ctx)?, &form).await?);
    }
    let mut links = Vec::new();
    for id in &organisations {
        let form = InvitationForm { role: "participant".into(), max_uses: "20".into(), days: "30".into() };
        links.push(invitation::create(&ctx, organisation::load_for(&ctx, *id).await?, &form).await?);
    }
    let first = *organisations.first().ok_or(Error::NotFound)?;
    let focal = InvitationForm { role: "focal_point".into(), max_uses: "1".into(), days: "30".into() };
    let focal = invitation::create(&ctx, organisation::load_for(&ctx, first).await?, &focal).await?;

    let link = |n: usize| links.get(n % links.len()).map(String::as_str).unwrap_or_default();
    let mut people = vec![
        accept(&backend, link(0), "Nora Byrne", "participant@demo.test").await?,
        accept(&backend, &focal, "Fergus Daly", "focal@demo.test").await?,
    ];
    for n in 0..PEOPLE {
        people.push(accept(&backend, link(n), &name(n), &format!("person{n}@demo.test")).await?);
    }
    // three belong to a second organisation
    for n in [4, 9, 16] {
        let person = people.get(n).copied().ok_or(Error::NotFound)?;
        invitation::accept_signed_in(&backend.acting_for(person).await?, link(n + 3)).await?;
    }
    Ok(Network { backend, now, admin, trainer, people })
}

pub(super) fn meeting(start: DateTime<Utc>, minutes: i64, place: &str) -> MeetingForm {
    let end = start + Duration::minutes(minutes);
    MeetingForm {
        date: start.format("%Y-%m-%d").to_string(),
        start: start.format("%H:%M").to_string(),
        end: end.format("%H:%M").to_string(),
        place: place.into(),
        ..MeetingForm::default()
    }
}

impl Network {
    pub(super) fn person(&self, n: usize) -> Result<PersonId, Error> {
        self.people.get(n).copied().ok_or(Error::NotFound)
    }

    pub(super) async fn ctx(&self, person: PersonId) -> Result<Context, Error> {
        self.backend.acting_for(person).await
    }

    pub(super) fn walk_to(&self, at: DateTime<Utc>) {
        self.backend.clock.advance((at - self.backend.clock.now()).max(Duration::zero()));
    }

    /// The published history of the network, as historic counts.
    async fn history(&self) -> Result<(), Error> {
        let ctx = self.ctx(self.admin).await?;
        for (measure, count, from) in [
            ("individuals_trained", "63", "2021-01-01"),
            ("submitting_members", "13", "2020-01-01"),
            ("joint_statements", "35", "2020-01-01"),
        ] {
            let form = HistoryForm {
                measure: measure.into(),
                count: count.into(),
                from: from.into(),
                until: "2025-12-31".into(),
                source: "Published on the network's page about its members' UPR engagement".into(),
            };
            training::add_history(&ctx, access::network(&ctx)?, &form).await?;
        }
        Ok(())
    }

    async fn plan(&self, title: &str, description: &str, capacity: &str, meetings: Vec<MeetingForm>) -> Result<WorkshopId, Error> {
        let ctx = self.ctx(self.trainer).await?;
        let form = PlanForm {
            title: title.into(),
            description: description.into(),
            time_zone: "UTC".into(),
            capacity: capacity.into(),
            meetings,
            ..PlanForm::default()
        };
        workshop::plan(&ctx, access::network(&ctx)?, &form).await
    }

    async fn register(&self, n: usize, id: WorkshopId) -> Result<(), Error> {
        let ctx = self.ctx(self.person(n)?).await?;
        workshop::register(&ctx, workshop::load_for(&ctx, id).await?, "").await.map(drop)
    }

    async fn meetings(&self, id: WorkshopId) -> Result<Vec<MeetingId>, Error> {
        let ctx = self.ctx(self.trainer).await?;
        let view = workshop::view(&ctx, workshop::load_for::<action::ReadWorkshop>(&ctx, id).await?).await?;
        Ok(view.meetings.iter().map(|m| m.id).collect())
    }

    async fn open(&self, meeting: MeetingId) -> Result<String, Error> {
        let ctx = self.ctx(self.trainer).await?;
        attendance::open_check_in(&ctx, workshop::load_meeting_for(&ctx, meeting).await?).await?;
        let granted = workshop::load_meeting_for::<action::RunMeeting>(&ctx, meeting).await?;
        attendance::code(&granted, ctx.now)?.map(|c| c.digits).ok_or(Error::NotFound)
    }

    async fn check_in(&self, n: usize, code: &str) -> Result<(), Error> {
        attendance::check_in(&self.ctx(self.person(n)?).await?, &Proof::now(code)).await.map(drop)
    }

    async fn close(&self, meeting: MeetingId) -> Result<(), Error> {
        let ctx = self.ctx(self.trainer).await?;
        attendance::close_meeting(&ctx, workshop::load_meeting_for(&ctx, meeting).await?).await
    }

    /// A workshop of two meetings a week apart: the first `stayers` come to both, the others to the first only.
    async fn past_workshop(&self, title: &str, days_ago: i64, who: std::ops::Range<usize>, stayers: usize) -> Result<(), Error> {
        let day = (self.now - Duration::days(days_ago)).date_naive();
        let start = day.and_hms_opt(13, 0, 0).ok_or(Error::NotFound)?.and_utc();
        let meetings = vec![meeting(start, 120, "Video call"), meeting(start + Duration::days(7), 120, "Video call")];
        let id = self.plan(title, "Two live meetings with exercises in small groups.", "", meetings).await?;
        for n in who.clone() {
            self.register(n, id).await?;
        }
        for (number, meeting) in self.meetings(id).await?.into_iter().enumerate() {
            self.walk_to(start + Duration::days(7 * i64::try_from(number).unwrap_or(0)) - Duration::minutes(5));
            let code = self.open(meeting).await?;
            let coming = if number == 0 { who.len() } else { stayers };
            for n in who.clone().take(coming) {
                self.check_in(n, &code).await?;
            }
            if number == 1 {
                // one had told the trainer that she could not come
                let ctx = self.ctx(self.trainer).await?;
                let form = MarkForm { mark: "excused".into(), minutes: String::new() };
                let excused = self.person(who.clone().nth(stayers).ok_or(Error::NotFound)?)?;
                attendance::mark(&ctx, workshop::load_meeting_for(&ctx, meeting).await?, excused, &form).await?;
            }
            self.walk_to(start + Duration::days(7 * i64::try_from(number).unwrap_or(0)) + Duration::minutes(125));
            self.close(meeting).await?;
        }
        self.evaluated(id, who.clone().take(stayers)).await
    }

    /// A workshop whose first meeting is under way, with some people here already.
    async fn today(&self) -> Result<(), Error> {
        let start = within_day(quarter(self.now - Duration::minutes(5)), 120);
        let template = workshop::template("drafting-a-submission").ok_or(Error::NotFound)?;
        let meetings = (0_i64..2)
            .zip(&template.meetings)
            .map(|(week, t)| MeetingForm {
                agenda: t.agenda.clone(),
                ..meeting(start + Duration::days(7 * week), 120, "Room 2 and video call")
            })
            .collect();
        let text = "For members whose country is reviewed soon.\nBring the recommendations your State received last time.";
        let id = self.plan("Your submission, step by step", text, "24", meetings).await?;
        let who: Vec<usize> = std::iter::once(0).chain(36..50).collect();
        for n in &who {
            self.register(*n, id).await?;
        }
        let first = *self.meetings(id).await?.first().ok_or(Error::NotFound)?;
        self.walk_to(start - Duration::minutes(4));
        let code = self.open(first).await?;
        for n in who.iter().skip(1).take(7) {
            self.check_in(*n, &code).await?;
        }
        self.room_today(first, who.get(1..8).unwrap_or_default()).await
    }

    /// A workshop that everybody can still register for.
    async fn next_month(&self) -> Result<(), Error> {
        let day = (self.now + Duration::days(31)).date_naive().and_hms_opt(9, 0, 0).ok_or(Error::NotFound)?.and_utc();
        let meetings = vec![meeting(day, 150, "Video call"), meeting(day + Duration::days(2), 150, "Video call")];
        let text = "How to find States that raise your issue, and what to bring to them.";
        let id = self.plan("Meeting recommending States", text, "20", meetings).await?;
        for n in 2..7 {
            self.register(n, id).await?;
        }
        self.small_group().await
    }
}

/// The quarter of an hour that has begun.
fn quarter(at: DateTime<Utc>) -> DateTime<Utc> {
    at - Duration::seconds(at.timestamp().rem_euclid(900)) - Duration::nanoseconds(i64::from(at.timestamp_subsec_nanos()))
}

/// A start from which a meeting of so many minutes ends on the same day (UTC).
fn within_day(start: DateTime<Utc>, minutes: i64) -> DateTime<Utc> {
    let end_of_day = (start.date_naive() + Duration::days(1)).and_hms_opt(0, 0, 0).map_or(start, |t| t.and_utc());
    start.min(end_of_day - Duration::minutes(minutes + 1))
}
