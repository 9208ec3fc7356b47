import { sourceText } from '../../catalogue/model/source-text.js';
import { generatedNotice, type OutputFile } from '../output/generator.js';
import { compileTemplate } from './handlebars.js';

/**
 * Prints a module, `<path>.js` and `<path>.d.ts`, from `templates/<folder>/<template>.js.hbs` and `.d.ts.hbs`. Every
 * text in the view is source text already: texts from the document are encoded.
 */
export function renderModule(path: string, folder: string, template: string, view: object): OutputFile[] {
  return ['js', 'd.ts'].map((extension) => ({
    path: `${path}.${extension}`,
    contents: sourceText(compileTemplate(folder, `${template}.${extension}`)({ ...view, notice: `// ${generatedNotice}` })),
  }));
}
