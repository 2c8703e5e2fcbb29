//! What is under way in the demonstration's meeting of today, what people said of the past ones, and a list to wait on.

use backend::{
    Error,
    activity::{self, Source},
    seat::Seat,
    workshop::{self, PlanForm},
};
use chrono::Duration;
use domain::{
    activity::{ActivityForm, Kind, Sent},
    ids::{ActivityId, MeetingId, WorkshopId},
    policy::action,
};

use super::story::{Network, meeting};

fn starter(key: &str) -> Source {
    Source::Starter(key.to_owned())
}

impl Network {
    async fn add(&self, id: MeetingId, source: &Source) -> Result<ActivityId, Error> {
        let ctx = self.ctx(self.trainer).await?;
        activity::add(&ctx, &workshop::load_meeting_for(&ctx, id).await?, source).await
    }

    async fn open_activity(&self, id: MeetingId, activity: ActivityId) -> Result<(), Error> {
        let ctx = self.ctx(self.trainer).await?;
        activity::open(&ctx, &workshop::load_meeting_for(&ctx, id).await?, activity).await
    }

    async fn answer(&self, n: usize, id: MeetingId, activity: ActivityId, sent: Sent) -> Result<(), Error> {
        let ctx = self.ctx(self.person(n)?).await?;
        activity::answer(&ctx, &workshop::load_meeting_for(&ctx, id).await?, activity, &sent, Some(&Seat::new()), None).await
    }

    /// A poll and a wall that are open, with answers; more is prepared.
    pub(super) async fn room_today(&self, id: MeetingId, here: &[usize]) -> Result<(), Error> {
        let poll = self.add(id, &starter("draft-today")).await?;
        self.open_activity(id, poll).await?;
        for (n, choice) in here.iter().zip([1, 1, 2, 0, 3, 1]) {
            self.answer(*n, id, poll, Sent { choices: vec![choice], ..Sent::default() }).await?;
        }
        let wall =
            ActivityForm { kind: Kind::QuestionWall.name().to_owned(), title: "Your questions".to_owned(), ..ActivityForm::default() };
        let wall = self.add(id, &Source::Form(Box::new(wall))).await?;
        self.open_activity(id, wall).await?;
        let questions = ["May two organisations write one submission together?", "How long may the text be?", "Who reads it in Geneva?"];
        for (n, text) in here.iter().zip(questions) {
            self.answer(*n, id, wall, Sent { text: text.to_owned(), ..Sent::default() }).await?;
        }
        let board = activity::board(&self.backend, id, activity::View::Trainer).await?;
        let first = board.shown.iter().find(|s| s.id == wall).and_then(|s| s.entries.first()).map(|e| e.id);
        for n in here.iter().skip(3).take(3) {
            let ctx = self.ctx(self.person(*n)?).await?;
            activity::vote(&ctx, &workshop::load_meeting_for(&ctx, id).await?, first.ok_or(Error::NotFound)?, None, None).await?;
        }
        let ctx = self.ctx(self.person(*here.last().ok_or(Error::NotFound)?)?).await?;
        activity::turn_hand(&ctx, &workshop::load_meeting_for(&ctx, id).await?, activity::Hand::Up).await?;
        for key in activity::starters().iter().filter(|s| matches!(s.written.kind, Kind::Exercise | Kind::RolePlay | Kind::Groups)).take(3)
        {
            self.add(id, &starter(&key.key)).await?;
        }
        Ok(())
    }

    /// What people said of a workshop that is over.
    pub(super) async fn evaluated(&self, id: WorkshopId, who: impl Iterator<Item = usize>) -> Result<(), Error> {
        let ctx = self.ctx(self.trainer).await?;
        let granted = workshop::load_for::<action::ManageWorkshop>(&ctx, id).await?;
        activity::begin_evaluation(&ctx, &granted).await?;
        let asked = activity::evaluation(&ctx, &granted).await?;
        for n in who {
            let ctx = self.ctx(self.person(n)?).await?;
            let granted = workshop::load_for(&ctx, id).await?;
            let point = u32::try_from(3 + (n * 7) % 3).unwrap_or(3);
            let sent: Vec<_> = asked
                .iter()
                .filter(|q| q.written.kind == Kind::PollScale)
                .map(|q| (q.id, Sent { choices: vec![point], ..Sent::default() }))
                .collect();
            activity::evaluate(&ctx, &granted, &sent, &Seat::new()).await?;
        }
        Ok(())
    }

    /// A workshop with two places, where one person waits and one asked to be let in.
    pub(super) async fn small_group(&self) -> Result<(), Error> {
        let day = (self.now + Duration::days(45)).date_naive().and_hms_opt(14, 0, 0).ok_or(Error::NotFound)?.and_utc();
        let form = PlanForm {
            title: "Speaking at the Council".into(),
            description: "We practise your statement with a clock.".into(),
            time_zone: "Africa/Nairobi".into(),
            capacity: "2".into(),
            languages: "en fr".into(),
            admission: "approval".into(),
            meetings: vec![meeting(day, 120, "https://call.example/speaking")],
        };
        let trainer = self.ctx(self.trainer).await?;
        let id = workshop::plan(&trainer, backend::access::network(&trainer)?, &form).await?;
        for n in 50..54 {
            let ctx = self.ctx(self.person(n)?).await?;
            workshop::register(&ctx, workshop::load_for(&ctx, id).await?, if n % 2 == 0 { "en" } else { "fr" }).await?;
            if n < 53 {
                workshop::approve(&trainer, workshop::load_for(&trainer, id).await?, self.person(n)?).await?;
            }
        }
        Ok(())
    }
}
