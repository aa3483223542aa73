package dev.hfedge.demo

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.view.ViewGroup
import android.widget.AdapterView
import android.widget.ArrayAdapter
import android.widget.Button
import android.widget.EditText
import android.widget.RadioGroup
import android.widget.Spinner
import android.widget.TextView
import java.text.NumberFormat

/** The one screen: a model, a text, its results. */
class DemoActivity : Activity() {
    private lateinit var session: Session
    private lateinit var models: List<BundledModel>
    private lateinit var cards: CardViews
    private val decimals = NumberFormat.getNumberInstance().apply { maximumFractionDigits = 1 }

    private val spinner get() = findViewById(R.id.models) as Spinner
    private val text get() = findViewById(R.id.text) as EditText
    private val second get() = findViewById(R.id.second) as EditText
    private val button get() = findViewById(R.id.analyse) as Button
    private val status get() = findViewById(R.id.status) as TextView
    private val results get() = findViewById(R.id.cards) as ViewGroup
    private val switch get() = findViewById(R.id.accelerator) as RadioGroup
    private val wantsGpu get() = switch.checkedRadioButtonId == R.id.gpu

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContentView(R.layout.demo)
        cards = CardViews(this)
        models = BundledModel.allOf(assets)
        @Suppress("DEPRECATION")
        session = lastNonConfigurationInstance as Session? ?: Session(this)
        if (models.isEmpty()) {
            status.setText(R.string.no_models)
            return
        }
        spinner.adapter = ArrayAdapter(this, android.R.layout.simple_spinner_item, models).apply {
            setDropDownViewResource(android.R.layout.simple_spinner_dropdown_item)
        }
        button.setOnClickListener { run() }
        if (savedInstanceState == null) take(intent)
        session.listener = ::show
    }

    // After the state of the views is restored: else what is restored would look like a choice.
    override fun onPostCreate(savedInstanceState: Bundle?) {
        super.onPostCreate(savedInstanceState)
        if (models.isEmpty()) return
        spinner.onItemSelectedListener = object : AdapterView.OnItemSelectedListener {
            override fun onItemSelected(parent: AdapterView<*>?, view: View?, position: Int, id: Long) = open()

            override fun onNothingSelected(parent: AdapterView<*>?) = Unit
        }
        switch.setOnCheckedChangeListener { _, _ -> open() }
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        take(intent)
    }

    @Deprecated("Of Activity; the way without a library to keep an open model while the phone is turned.")
    override fun onRetainNonConfigurationInstance(): Any = session

    override fun onDestroy() {
        session.listener = null
        if (!isChangingConfigurations) session.close()
        super.onDestroy()
    }

    /** Text that another app shares: it may be anything, and of any length. */
    private fun take(intent: Intent?) {
        if (intent?.action != Intent.ACTION_SEND) return
        val shared = intent.getCharSequenceExtra(Intent.EXTRA_TEXT)?.toString() ?: return
        text.setText(shared.take(LONGEST_SHARED))
        if (shared.length > LONGEST_SHARED) status.setText(R.string.shared_cut)
    }

    private fun open() {
        val chosen = models[spinner.selectedItemPosition.coerceIn(models.indices)]
        ask(chosen)
        val same = session.current?.let { (model, gpu) -> model.path == chosen.path && gpu == wantsGpu } ?: false
        if (!same) session.open(chosen, wantsGpu)
    }

    /** Names the fields after what the task reads. */
    private fun ask(model: BundledModel) {
        val asked = secondOf(model.task)
        (findViewById(R.id.text_label) as TextView).text = when {
            asked == Second.CONTEXT -> getString(R.string.question)
            model.task == "fill-mask" -> getString(R.string.mask_text, model.maskToken)
            else -> getString(R.string.text)
        }
        val label = findViewById(R.id.second_label) as TextView
        label.visibility = if (asked == null) View.GONE else View.VISIBLE
        second.visibility = label.visibility
        if (asked != null) label.setText(SECOND_LABELS.getValue(asked))
    }

    private fun run() {
        val model = session.current?.first ?: return
        session.run(Request.of(model.task, text.text.toString(), second.text.toString()))
    }

    private fun show(state: State) {
        button.isEnabled = state is State.Ready || state is State.Done || (state is State.Failed && state.canRun)
        if (state !is State.Running) results.removeAllViews()
        status.setTextColor(resources.getColor(if (state is State.Failed) R.color.error else R.color.text, theme))
        status.text = when (state) {
            is State.Opening -> getString(R.string.opening, state.model.name)
            is State.Ready -> ready(state)
            is State.Running -> getString(R.string.running)
            is State.Done -> done(state)
            is State.Failed -> getString(R.string.failed, state.reason)
        }
        if (state is State.Done) cards.show(cardsOf(state.found), results)
    }

    private fun ready(state: State.Ready): String {
        val where = state.info.accelerator.name
        val opened = getString(R.string.ready, shown(state.info.name), where, state.info.recipe, milliseconds(state.opened))
        return listOfNotNull(opened, state.info.fallback?.let { getString(R.string.fallback, shown(it)) }).joinToString("\n")
    }

    private fun done(state: State.Done): String {
        val measures = state.measures
        val runs = resources.getQuantityString(R.plurals.latency_runs, measures.runs, measures.runs)
        val lines = listOfNotNull(
            getString(R.string.spoken_measure, getString(R.string.where), "${state.info.accelerator.name}, ${state.info.recipe}"),
            measures.first?.let { getString(R.string.spoken_measure, getString(R.string.latency_first), milliseconds(it)) },
            measures.median?.let { getString(R.string.spoken_measure, runs, milliseconds(it)) },
            getString(R.string.spoken_measure, getString(R.string.memory), getString(R.string.megabytes, "${measures.megabytes}")),
            if (state.found.truncated) getString(R.string.truncated) else null,
        )
        return lines.joinToString("\n")
    }

    private fun milliseconds(value: Double) = getString(R.string.milliseconds, decimals.format(value))

    private companion object {
        const val LONGEST_SHARED = 20_000
        val SECOND_LABELS = mapOf(
            Second.CONTEXT to R.string.context,
            Second.LABELS to R.string.candidate_labels,
            Second.DOCUMENTS to R.string.documents,
            Second.CHOICES to R.string.choices,
        )
    }
}
