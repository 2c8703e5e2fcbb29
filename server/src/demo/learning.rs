//! What people of the demonstration learned by themselves: modules, quizzes with mistakes, tests before and after, an
//! open answer that waits, questions that come back, and a draft for a second person.

use backend::{
    Context, Error, access,
    authoring::{self, DocumentKind},
    learning,
    quiz::{self, Purpose, Quiz},
};
use chrono::Duration;
use domain::policy::action;

use super::story::Network;

const FIRST: &str = "role-of-civil-society";

impl Network {
    /// Everything about self-paced learning.
    pub(super) async fn learn(&self) -> Result<(), Error> {
        self.walk_to(self.now - Duration::days(9));
        // a group with mistakes that differ, so that the questions can be told apart
        for n in 2..22 {
            self.before_and_after(n).await?;
        }
        for n in 2..36 {
            let ctx = self.ctx(self.person(n)?).await?;
            let quiz = quiz::of_module(&ctx, FIRST).await?;
            // strong and weak learners; some questions are harder than others
            take(&ctx, &quiz, |q| (n * 13 + usize::try_from(q).unwrap_or(0) * 7) % 12 > (n % 5) * 2).await?;
        }
        let writer = self.ctx(self.person(41)?).await?;
        take(&writer, &quiz::of_module(&writer, "smart-recommendations").await?, |_| true).await?;
        self.draft().await?;
        self.walk_to(self.now - Duration::days(3));
        self.participant().await
    }

    async fn before_and_after(&self, n: usize) -> Result<(), Error> {
        let ctx = self.ctx(self.person(n)?).await?;
        take(&ctx, &quiz::test(&ctx, Purpose::Before).await?, |q| (n + usize::try_from(q).unwrap_or(0)).is_multiple_of(3)).await?;
        if n.is_multiple_of(2) {
            take(&ctx, &quiz::test(&ctx, Purpose::After).await?, |q| !(n + usize::try_from(q).unwrap_or(0)).is_multiple_of(5)).await?;
        }
        Ok(())
    }

    /// The participant one signs in as: two lessons read, a note, a bookmark, one quiz not passed.
    async fn participant(&self) -> Result<(), Error> {
        let ctx = self.ctx(self.person(0)?).await?;
        let outline = learning::module(&ctx, FIRST).await?.outline;
        for entry in outline.iter().take(2) {
            let view = learning::lesson(&ctx, FIRST, &entry.slug).await?;
            learning::mark_done(&ctx, &view).await?;
        }
        if let Some(entry) = outline.get(1) {
            let view = learning::lesson(&ctx, FIRST, &entry.slug).await?;
            learning::toggle_bookmark(&ctx, &view).await?;
            learning::save_note(&ctx, &view, "Ask the ministry for the date of the national consultation.").await?;
        }
        take(&ctx, &quiz::of_module(&ctx, FIRST).await?, |q| q % 3 != 0).await
    }

    /// A lesson that the administrator improved, for the trainer to look at.
    async fn draft(&self) -> Result<(), Error> {
        let ctx = self.ctx(self.admin).await?;
        let rows = authoring::list(&ctx, &access::network::<action::Teach>(&ctx)?).await?;
        let lesson = rows.iter().find(|r| r.kind == DocumentKind::Lesson && r.module == FIRST).ok_or(Error::NotFound)?;
        let document = authoring::document(&ctx, lesson.id).await?;
        let text = document.source.replace("## Try it", "Look at the calendar in Upright to see when your State is reviewed.\n\n## Try it");
        authoring::save(&ctx, &document, &text, "").await?;
        authoring::hand_in_for_review(&ctx, &authoring::document(&ctx, lesson.id).await?).await
    }

    /// Reads modules to the end and passes their quizzes.
    pub(super) async fn complete(&self, n: usize, modules: &[&str]) -> Result<(), Error> {
        for module in modules {
            self.backend.clock.advance(Duration::hours(3));
            let ctx = self.ctx(self.person(n)?).await?;
            for entry in learning::module(&ctx, module).await?.outline {
                learning::mark_done(&ctx, &learning::lesson(&ctx, module, &entry.slug).await?).await?;
            }
            take(&ctx, &quiz::of_module(&ctx, module).await?, |_| true).await?;
        }
        Ok(())
    }
}

/// Takes a quiz, right or wrong at each place.
async fn take(ctx: &Context, quiz: &access::Granted<Quiz, action::Learn>, right: impl Fn(u32) -> bool) -> Result<(), Error> {
    let id = quiz::start(ctx, quiz).await?;
    let attempt = quiz::load_for(ctx, id).await?;
    for (position, given) in (1..).zip(quiz::made_up_answers(ctx, id, right).await?) {
        quiz::answer(ctx, &attempt, position, &given, 1).await?;
    }
    quiz::hand_in(ctx, &attempt).await
}
