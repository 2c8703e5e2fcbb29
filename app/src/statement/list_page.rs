//! `/statements`: one's own oral statements, and beginning one.

use backend::{statement, submission};
use domain::statement::Occasion;
use leptos::{prelude::*, server_fn::ServerFn};

use super::{server_fns::BeginStatement, words};
use crate::{
    href,
    i18n::{date, t},
    ui::{Choice, Crumbs, Empty, Form, Page, Select, Submit, Tag, page, query},
};

/// The reader's oral statements.
#[component]
pub fn StatementsPage() -> impl IntoView {
    let asked = query("state").unwrap_or_default().to_uppercase();
    page(move |req| async move {
        let ctx = &req.ctx;
        let all = statement::own(ctx).await?;
        let organisations = submission::organisations_to_choose(ctx).await?;
        let list = all
            .iter()
            .map(|s| {
                let mine = ctx.actor.belongs_to(s.lead);
                let to_sign = !mine
                    && s.made_on.is_none()
                    && s.co_signers
                        .iter()
                        .any(|c| ctx.actor.belongs_to(c.organisation) && c.signed.as_ref().is_none_or(|(v, ..)| *v != s.version));
                view! {
                    <li>
                        <h2 class="item-title"><a href=href::statement(s.id)><bdi>{s.title.clone()}</bdi></a></h2>
                        <p class="row">
                            <Tag text=words::occasion(s.occasion)/>
                            {s.made_on.map(|on| view! { <Tag text=t!("statement-made-on", date = date(on)) kind="good"/> })}
                            {(!s.co_signers.is_empty()).then(|| view! { <Tag text=t!("submission-joint")/> })}
                            {to_sign.then(|| view! { <Tag text=t!("statement-to-sign") kind="warn"/> })}
                        </p>
                        <p class="muted"><bdi>{s.lead_name.clone()}</bdi>" · "<bdi>{s.review.state.clone()}</bdi></p>
                    </li>
                }
            })
            .collect_view();
        let none = all.is_empty();
        let form =
            Form::of(&req.flash, "begin_statement").default_value("state", asked).default_value("occasion", Occasion::Adoption.name());
        let states = submission::countries_to_choose(ctx).await?.into_iter().map(|c| Choice::new(c.iso3, c.name)).collect();
        let occasions = Occasion::ALL.into_iter().map(|o| Choice::new(o.name(), words::occasion(o))).collect();
        let organisations: Vec<Choice> = organisations.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
        let begin = if organisations.is_empty() {
            view! { <p class="notice">{t!("statements-no-organisation")}</p> }.into_any()
        } else {
            view! {
                <section class="card">
                    <h2>{t!("statement-begin-title")}</h2>
                    <form method="post" action=BeginStatement::url()>
                        {form.summary()}
                        <Select form=form.clone() name="organisation" label=t!("organisation") choices=organisations/>
                        <Select form=form.clone() name="state" label=t!("submission-state") choices=states/>
                        <Select form=form.clone() name="occasion" label=t!("statement-occasion") choices=occasions/>
                        <Submit label=t!("submission-begin")/>
                    </form>
                </section>
            }
            .into_any()
        };
        let body = view! {
            <Crumbs trail=vec![(href::SUBMISSIONS.to_owned(), t!("submissions-title"))]/>
            <h1>{t!("statements-title")}</h1>
            <p class="lead">{t!("statements-lead")}</p>
            {if none {
                view! { <Empty text=t!("statements-none")>""</Empty> }.into_any()
            } else {
                view! { <ul class="outline">{list}</ul> }.into_any()
            }}
            {begin}
        };
        Ok(Page::read(t!("statements-title"), body))
    })
}
